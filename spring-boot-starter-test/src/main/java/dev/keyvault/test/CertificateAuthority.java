package dev.keyvault.test;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

/**
 * The authority that signs the server certificates of embedded vaults.
 */
final class CertificateAuthority {

	private final CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.EC);

	private final IssuedCertificate root = this.issuer.root("Embedded Key Vault CA");

	String pem() {
		return PemText.certificates(this.root.chain());
	}

	KeyStore serverKeyStore(char[] password) throws GeneralSecurityException, IOException {
		IssuedCertificate server = this.issuer.leaf("localhost", this.root, "localhost", "127.0.0.1", "::1");
		KeyStore store = emptyKeyStore();
		store.setKeyEntry("server", server.privateKey(), password, server.chain().toArray(Certificate[]::new));
		return store;
	}

	SSLContext sslContext() {
		try {
			KeyStore trusted = emptyKeyStore();
			trusted.setCertificateEntry("ca", this.root.certificate());
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, factory.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("No SSL context could be made for the embedded certificate authority", ex);
		}
	}

	private static KeyStore emptyKeyStore() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

}
