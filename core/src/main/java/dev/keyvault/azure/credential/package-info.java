/**
 * Who asks a vault. The spine is {@code CredentialFactory}:
 * <ol>
 * <li>{@link dev.keyvault.azure.credential.CredentialSettings} say which credential is
 * meant; {@code CredentialResolver} finds the first that applies for type
 * {@code auto}.</li>
 * <li>A {@code Credential} gets tokens; most do by a {@code SdkCredential} of the Azure
 * SDK, through {@code TokenExchange}, which bounds the time it takes.</li>
 * <li>An {@code Identity} shares the credential among vaults; its {@code TokenCache}
 * keeps tokens, and asks once for all who wait.</li>
 * <li>{@code TokenErrorResponse} and {@code EntraError} read why there is none.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.azure.credential;

import org.jspecify.annotations.NullMarked;
