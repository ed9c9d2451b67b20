/**
 * The source of objects that is Azure Key Vault: what its settings are, and
 * {@link dev.keyvault.azure.AzureVaults}, which reads with them. No other package knows
 * the Azure SDK.
 */
@NullMarked
package dev.keyvault.azure;

import org.jspecify.annotations.NullMarked;
