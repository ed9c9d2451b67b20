/**
 * The values that were read together, and the loader that reads them.
 */
@NullMarked
package dev.keyvault.snapshot;

import org.jspecify.annotations.NullMarked;
