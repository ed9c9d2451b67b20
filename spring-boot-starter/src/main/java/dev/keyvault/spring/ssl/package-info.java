/**
 * SSL bundles out of certificates, which every server and client that uses them follows.
 */
@NullMarked
package dev.keyvault.spring.ssl;

import org.jspecify.annotations.NullMarked;
