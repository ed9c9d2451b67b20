package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates are trusted.
 *
 * @param certificates the certificates of the authorities
 */
record TrustAnchors(Set<X509Certificate> certificates) {

	TrustAnchors {
		certificates = Set.copyOf(certificates);
	}

	/**
	 * Return the authorities that the JDK knows, or that the system property
	 * {@code javax.net.ssl.trustStore} names.
	 * @return the authorities
	 * @throws GeneralSecurityException if they cannot be read
	 */
	static TrustAnchors ofJdk() throws GeneralSecurityException {
		return new TrustAnchors(Set.of(trustManager(null).getAcceptedIssuers()));
	}

	/**
	 * Return the issuers in a chain. A certificate without issuer is its own: only the
	 * certificate itself is trusted then, unless it may issue others.
	 * @param chain the chain, leaf first
	 * @return the issuers, at least one
	 */
	static TrustAnchors of(List<X509Certificate> chain) {
		return new TrustAnchors(Set.copyOf((chain.size() > 1) ? chain.subList(1, chain.size()) : chain));
	}

	TrustAnchors and(TrustAnchors others) {
		Set<X509Certificate> all = new LinkedHashSet<>(this.certificates);
		all.addAll(others.certificates);
		return new TrustAnchors(all);
	}

	X509ExtendedTrustManager trustManager() throws GeneralSecurityException {
		return trustManager(store());
	}

	private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return Stream.of(factory.getTrustManagers())
			.filter(X509ExtendedTrustManager.class::isInstance)
			.map(X509ExtendedTrustManager.class::cast)
			.findFirst()
			.orElseThrow(() -> new GeneralSecurityException("There is no trust manager for X.509 certificates"));
	}

	KeyStore store() throws GeneralSecurityException {
		KeyStore store = emptyStore();
		int number = 0;
		for (X509Certificate certificate : this.certificates) {
			number++;
			store.setCertificateEntry("authority-" + number, certificate);
		}
		return store;
	}

	static KeyStore emptyStore() throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			return store;
		}
		catch (IOException ex) {
			throw new GeneralSecurityException(ex);
		}
	}

}
