/**
 * What a Key Vault holds: the identifiers of its objects, the three kinds of object, and
 * values that never show themselves.
 */
@NullMarked
package dev.keyvault.object;

import org.jspecify.annotations.NullMarked;
