package dev.keyvault.spring.ssl;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;

import org.jspecify.annotations.Nullable;

/**
 * Hands out one key manager, whichever store it is initialized with.
 */
final class FixedKeyManagerFactory extends KeyManagerFactory {

	FixedKeyManagerFactory(KeyManager manager, KeyManagerFactory model) {
		super(new Spi(manager), model.getProvider(), model.getAlgorithm());
	}

	/**
	 * Holds the key manager.
	 */
	private static final class Spi extends KeyManagerFactorySpi {

		private final KeyManager manager;

		private Spi(KeyManager manager) {
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
