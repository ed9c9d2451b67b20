package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.security.KeyStore;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * The current identity of a bundle as stores, for libraries that load stores instead of
 * using managers. A store is a copy that does not change later; the trust store holds the
 * issuers in the chain of the bundle. Thread-safe.
 *
 * @param current the current identity
 */
record RotatingStores(RotatingIdentity current) implements SslStoreBundle {

	@Override
	public KeyStore getKeyStore() {
		return store(this.current.get()::keyStore);
	}

	@Override
	public @Nullable String getKeyStorePassword() {
		return null;
	}

	@Override
	public KeyStore getTrustStore() {
		return store(this.current.get()::trustStore);
	}

	private KeyStore store(StoreWriter writer) {
		try {
			return writer.write();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No key store can be made of " + this.current.get(), ex);
		}
	}

	@Override
	public String toString() {
		return this.current.get().toString();
	}

	/**
	 * Writes a store.
	 */
	@FunctionalInterface
	private interface StoreWriter {

		KeyStore write() throws GeneralSecurityException;

	}

}
