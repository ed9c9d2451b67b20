package dev.keyvault.spring.ssl;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;

import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;

import org.jspecify.annotations.Nullable;

/**
 * Hands out one trust manager, whichever store it is initialized with.
 */
final class FixedTrustManagerFactory extends TrustManagerFactory {

	FixedTrustManagerFactory(TrustManager manager, TrustManagerFactory model) {
		super(new Spi(manager), model.getProvider(), model.getAlgorithm());
	}

	/**
	 * Holds the trust manager.
	 */
	private static final class Spi extends TrustManagerFactorySpi {

		private final TrustManager manager;

		private Spi(TrustManager manager) {
			this.manager = manager;
		}

		@Override
		protected void engineInit(@Nullable KeyStore store) {
			// Whom to trust follows from the chain of the bundle.
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
