package dev.keyvault.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How to reach the vault under measurement.
 *
 * @param endpoint the address
 * @param authority the file of the authority to trust
 * @param token the token it accepts
 * @param secrets how many secrets to read
 */
record VaultAddress(String endpoint, Path authority, String token, int secrets) {

	static VaultAddress of(String[] arguments) {
		return new VaultAddress(arguments[0], Path.of(arguments[1]), arguments[2], Integer.parseInt(arguments[3]));
	}

	SSLContext trust() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		try (InputStream pem = Files.newInputStream(this.authority)) {
			store.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
