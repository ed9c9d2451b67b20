/**
 * An Azure Key Vault in the same JVM, for tests and demonstrations: start an
 * {@link dev.keyvault.test.EmbeddedKeyVault}, put objects into it, and read them over
 * HTTPS with any client.
 */
@NullMarked
package dev.keyvault.test;

import org.jspecify.annotations.NullMarked;
