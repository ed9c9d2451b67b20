package dev.keyvault.spring.ssl;

import java.security.NoSuchAlgorithmException;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.springframework.boot.ssl.SslManagerBundle;

/**
 * Gives managers and contexts that follow the current identity of a bundle. Thread-safe.
 *
 * @param current the current identity
 */
record CurrentManagers(CurrentIdentity current) implements SslManagerBundle {

	@Override
	public KeyManagerFactory getKeyManagerFactory() {
		try {
			return new FixedKeyManagerFactory(new CurrentKeyManager(this.current),
					KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The JDK has no key managers", ex);
		}
	}

	@Override
	public TrustManagerFactory getTrustManagerFactory() {
		try {
			return new FixedTrustManagerFactory(new CurrentTrustManager(this.current),
					TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The JDK has no trust managers", ex);
		}
	}

	@Override
	public SSLContext createSslContext(String protocol) {
		return CurrentSslContext.of(this.current, () -> SslManagerBundle.super.createSslContext(protocol));
	}

}
