/**
 * Tests of the quickstart.
 */
@NullMarked
package dev.keyvault.samples.quickstart;

import org.jspecify.annotations.NullMarked;
