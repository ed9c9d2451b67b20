package dev.keyvault.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates and their private key from PEM. The key may be PKCS#8, PKCS#1 or SEC
 * 1.
 */
final class PemContent {

	private PemContent() {
	}

	/**
	 * Read all that is there.
	 * @param pem the text
	 * @return the certificates in their order, and the first private key
	 * @throws CertificateContent.EncryptedKeyException if a private key is encrypted
	 * @throws IOException if the text is no PEM; the message may quote it
	 */
	static CertificateContent parse(String pem) throws IOException {
		List<X509CertificateHolder> certificates = new ArrayList<>();
		PrivateKeyInfo key = null;
		try (PEMParser parser = new PEMParser(new StringReader(pem))) {
			for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
				if (entry instanceof PEMEncryptedKeyPair || entry instanceof PKCS8EncryptedPrivateKeyInfo) {
					throw new CertificateContent.EncryptedKeyException();
				}
				if (entry instanceof X509CertificateHolder certificate) {
					certificates.add(certificate);
				}
				key = (key != null) ? key : key(entry);
			}
		}
		return new CertificateContent(certificates, key);
	}

	private static @Nullable PrivateKeyInfo key(Object entry) {
		if (entry instanceof PEMKeyPair pair) {
			return pair.getPrivateKeyInfo();
		}
		return (entry instanceof PrivateKeyInfo key) ? key : null;
	}

}
