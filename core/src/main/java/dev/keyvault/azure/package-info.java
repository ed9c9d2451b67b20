/**
 * The source of objects that is Azure Key Vault. The spine is
 * {@link dev.keyvault.azure.AzureVaults}:
 * <ol>
 * <li>{@link dev.keyvault.azure.VaultSettings} say where a vault is and who asks it.</li>
 * <li>{@code VaultAssembly} puts its pipeline together, and lets vaults share connections
 * and identities. A {@link dev.keyvault.azure.VaultClientCustomizer} adds to it.</li>
 * <li>{@code AuthorizationPolicy} answers the challenge of a vault with a token.</li>
 * <li>{@code VaultReader} reads objects and lists; {@code CertificateParser} and
 * {@code KeyParser} take the answers apart.</li>
 * <li>{@code ErrorResponse} and {@code FailurePolicy} turn everything else into a
 * {@link dev.keyvault.source.KeyVaultException}.</li>
 * </ol>
 * This package and those below it are the only ones that know the Azure SDK.
 */
@NullMarked
package dev.keyvault.azure;

import org.jspecify.annotations.NullMarked;
