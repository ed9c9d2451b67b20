/**
 * How requests to vaults and for tokens are sent.
 */
@NullMarked
package dev.keyvault.azure.http;

import org.jspecify.annotations.NullMarked;
