package dev.keyvault.mapping;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

import dev.keyvault.certificate.Pem;
import dev.keyvault.certificate.PrivateKeyPem;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.source.MalformedObjectException;

/**
 * Writes certificates in the forms that programs read.
 */
final class CertificateEncoding {

	private static final char[] NO_PASSWORD = new char[0];

	private CertificateEncoding() {
	}

	static String pem(Certificate source, List<X509Certificate> certificates) {
		try {
			return Pem.encode(certificates);
		}
		catch (CertificateEncodingException ex) {
			throw failure(source, "PEM");
		}
	}

	static byte[] pkcs12(Certificate source) {
		try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, NO_PASSWORD);
			fill(store, source);
			store.store(out, NO_PASSWORD);
			return out.toByteArray();
		}
		catch (GeneralSecurityException | IOException | IllegalArgumentException ex) {
			throw failure(source, "PKCS#12");
		}
	}

	private static void fill(KeyStore store, Certificate source) throws GeneralSecurityException {
		List<X509Certificate> chain = source.chain().certificates();
		SensitiveValue key = source.privateKey();
		if (key != null) {
			requireOneChain(source);
			store.setKeyEntry("1", PrivateKeyPem.read(key, chain.get(0).getPublicKey()), NO_PASSWORD,
					chain.toArray(X509Certificate[]::new));
			return;
		}
		for (int i = 0; i < chain.size(); i++) {
			store.setCertificateEntry(String.valueOf(i + 1), chain.get(i));
		}
	}

	private static void requireOneChain(Certificate source) {
		if (!source.chain().ordered()) {
			throw new MalformedObjectException(source.id(),
					"The %s cannot be written as PKCS#12: its %d certificates do not make one chain."
						.formatted(source.id().describe(), source.chain().certificates().size()),
					"Import it again with every intermediate certificate and no other, or leave out '#pkcs12'.");
		}
	}

	private static MalformedObjectException failure(Certificate source, String form) {
		return new MalformedObjectException(source.id(),
				"The %s cannot be written as %s.".formatted(source.id().describe(), form),
				"Check that the private key belongs to the certificate and that both can be read.");
	}

}
