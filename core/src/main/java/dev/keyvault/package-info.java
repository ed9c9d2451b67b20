/**
 * What every room of the product shares: the mark that tells its own types from its API.
 */
@NullMarked
package dev.keyvault;

import org.jspecify.annotations.NullMarked;
