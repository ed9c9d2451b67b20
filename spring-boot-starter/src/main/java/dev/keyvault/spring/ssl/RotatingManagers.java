package dev.keyvault.spring.ssl;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslManagerBundle;

/**
 * Managers and contexts that follow the current identity of a bundle. Thread-safe.
 *
 * @param current the current identity
 */
record RotatingManagers(RotatingIdentity current) implements SslManagerBundle {

	@Override
	public KeyManagerFactory getKeyManagerFactory() {
		try {
			return new FixedKeyManagerFactory(new RotatingKeyManager(this.current),
					KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The JDK has no key managers", ex);
		}
	}

	@Override
	public TrustManagerFactory getTrustManagerFactory() {
		try {
			return new FixedTrustManagerFactory(new RotatingTrustManager(this.current),
					TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The JDK has no trust managers", ex);
		}
	}

	@Override
	public SSLContext createSslContext(String protocol) {
		return RotatingSslContext.of(this.current, () -> SslManagerBundle.super.createSslContext(protocol));
	}

	/**
	 * Hands out one key manager, whichever store it is initialized with.
	 */
	private static final class FixedKeyManagerFactory extends KeyManagerFactory {

		FixedKeyManagerFactory(KeyManager manager, KeyManagerFactory model) {
			super(new FixedKeyManagers(manager), model.getProvider(), model.getAlgorithm());
		}

		/**
		 * Holds the key manager.
		 */
		private static final class FixedKeyManagers extends KeyManagerFactorySpi {

			private final KeyManager manager;

			private FixedKeyManagers(KeyManager manager) {
				this.manager = manager;
			}

			@Override
			protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {
				// The private key is the one of the bundle.
			}

			@Override
			protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
				throw new InvalidAlgorithmParameterException("The bundle alone knows its private key");
			}

			@Override
			protected KeyManager[] engineGetKeyManagers() {
				return new KeyManager[] { this.manager };
			}

		}

	}

	/**
	 * Hands out one trust manager, whichever store it is initialized with.
	 */
	private static final class FixedTrustManagerFactory extends TrustManagerFactory {

		FixedTrustManagerFactory(TrustManager manager, TrustManagerFactory model) {
			super(new FixedTrustManagers(manager), model.getProvider(), model.getAlgorithm());
		}

		/**
		 * Holds the trust manager.
		 */
		private static final class FixedTrustManagers extends TrustManagerFactorySpi {

			private final TrustManager manager;

			private FixedTrustManagers(TrustManager manager) {
				this.manager = manager;
			}

			@Override
			protected void engineInit(@Nullable KeyStore store) {
				// The trust follows from the chain of the bundle.
			}

			@Override
			protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
				throw new InvalidAlgorithmParameterException("The bundle alone knows whom it trusts");
			}

			@Override
			protected TrustManager[] engineGetTrustManagers() {
				return new TrustManager[] { this.manager };
			}

		}

	}

}
