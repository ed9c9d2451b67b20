/**
 * What loading keys adds to the start of an application, beside other ways to read the
 * same secrets. Every sample is a process of its own.
 */
@NullMarked
package dev.keyvault.benchmarks;

import org.jspecify.annotations.NullMarked;
