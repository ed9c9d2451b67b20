/**
 * Certificates made for a test: roots, intermediates and leaves with a chosen key
 * algorithm and validity.
 */
@NullMarked
package dev.keyvault.test.certificate;

import org.jspecify.annotations.NullMarked;
