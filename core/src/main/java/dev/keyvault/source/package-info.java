/**
 * How objects are read: the port {@link dev.keyvault.source.ObjectSource} and everything
 * that can go wrong at it.
 */
@NullMarked
package dev.keyvault.source;

import org.jspecify.annotations.NullMarked;
