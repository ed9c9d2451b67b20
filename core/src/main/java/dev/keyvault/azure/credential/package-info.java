/**
 * How an application gets tokens for vaults.
 */
@NullMarked
package dev.keyvault.azure.credential;

import org.jspecify.annotations.NullMarked;
