/**
 * SSL bundles whose certificates are in a vault. Every server and client that uses such a
 * bundle follows its certificate. {@code KeyVaultSslBundles} is the place to start:
 * <ol>
 * <li>At the start it makes a {@code TlsIdentity} of each certificate that a vault
 * declares as a bundle.
 * <li>It registers a bundle of {@code RotatingStores} and {@code RotatingManagers}, which
 * read the current identity from a {@code RotatingIdentity} at each handshake.
 * <li>Before a rotation {@code SslBundleValidator} rejects certificates that cannot be
 * used for TLS.
 * <li>After a rotation the {@code RotatingIdentity} is replaced, {@code ClientSessions}
 * end, and the listeners of the bundle are called.
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.ssl;

import org.jspecify.annotations.NullMarked;
