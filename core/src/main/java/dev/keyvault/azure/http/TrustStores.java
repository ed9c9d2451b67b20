package dev.keyvault.azure.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * Extends what the JDK trusts.
 */
@Internal
public final class TrustStores {

	private TrustStores() {
	}

	/**
	 * Make a TLS context that trusts the given authorities and those of the JDK.
	 * @param pem the certificates of the authorities
	 * @return the context
	 * @throws GeneralSecurityException if the text is not a PEM file with certificates
	 */
	public static SSLContext of(String pem) throws GeneralSecurityException {
		List<Certificate> trusted = new ArrayList<>(parse(pem));
		trusted.addAll(List.of(defaultAuthorities()));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, managers(store(trusted)).getTrustManagers(), null);
		return context;
	}

	private static Collection<? extends Certificate> parse(String pem) throws GeneralSecurityException {
		Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
			.generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
		if (certificates.isEmpty()) {
			throw new GeneralSecurityException("There is no certificate");
		}
		return certificates;
	}

	private static X509Certificate[] defaultAuthorities() throws GeneralSecurityException {
		return Stream.of(managers(null).getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.map(X509TrustManager.class::cast)
			.findFirst()
			.map(X509TrustManager::getAcceptedIssuers)
			.orElseThrow();
	}

	private static TrustManagerFactory managers(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory;
	}

	private static KeyStore store(List<Certificate> trusted) throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			for (int i = 0; i < trusted.size(); i++) {
				store.setCertificateEntry(String.valueOf(i), trusted.get(i));
			}
			return store;
		}
		catch (IOException ex) {
			throw new GeneralSecurityException(ex);
		}
	}

}
