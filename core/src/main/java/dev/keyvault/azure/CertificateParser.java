package dev.keyvault.azure;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.Limits;
import dev.keyvault.certificate.CertificateContent;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.MalformedObjectException;

/**
 * Reads certificates as Key Vault writes them.
 *
 * @param id the certificate in question
 * @param attributes its attributes
 */
record CertificateParser(ObjectId id, ObjectAttributes attributes) {

	private static final String PKCS12 = "application/x-pkcs12";

	private static final String PEM = "application/x-pem-file";

	/**
	 * Read the whole certificate from the secret behind it.
	 * @param contentType the content type of the secret
	 * @param value the value of the secret
	 * @return the certificate
	 * @throws MalformedObjectException if the secret is not a certificate; it does not
	 * quote the value
	 */
	VaultObject.Certificate parse(@Nullable String contentType, SensitiveValue value) {
		if (contentType == null || !(contentType.equals(PKCS12) || contentType.equals(PEM))) {
			throw malformed("is kept by the vault as something other than PKCS#12 or PEM");
		}
		CertificateContent content = content(contentType, value.reveal());
		if (content.size() == 0) {
			throw malformed("holds no certificate");
		}
		if (content.size() > Limits.CERTIFICATES) {
			throw malformed("holds more than %d certificates".formatted(Limits.CERTIFICATES));
		}
		if (!content.isKeySupported()) {
			throw malformed("has a private key that is neither RSA nor EC");
		}
		return certificate(content);
	}

	private CertificateContent content(String contentType, String value) {
		try {
			return contentType.equals(PKCS12) ? CertificateContent.ofPkcs12(Base64.getMimeDecoder().decode(value))
					: CertificateContent.ofPem(value);
		}
		catch (CertificateContent.EncryptedKeyException ex) {
			throw malformed("has a private key that is encrypted with a password");
		}
		catch (IOException | RuntimeException | StackOverflowError ex) {
			throw malformed("cannot be read as '%s'".formatted(contentType));
		}
	}

	private VaultObject.Certificate certificate(CertificateContent content) {
		try {
			return new VaultObject.Certificate(this.id, this.attributes, content.chain(), content.privateKey());
		}
		catch (IOException | GeneralSecurityException ex) {
			throw malformed("holds a certificate that cannot be read");
		}
	}

	/**
	 * Read the public part of a certificate.
	 * @param der the certificate as Base64 of DER
	 * @return the certificate, its leaf alone and without its key
	 * @throws MalformedObjectException if the text is not a certificate
	 */
	VaultObject.Certificate parseLeaf(@Nullable String der) {
		try {
			byte[] decoded = Base64.getDecoder().decode((der != null) ? der : "");
			CertificateChain leaf = CertificateChain.of(List.of(CertificateContent.certificate(decoded)));
			return new VaultObject.Certificate(this.id, this.attributes, leaf, null);
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw malformed("cannot be read");
		}
	}

	private MalformedObjectException malformed(String what) {
		return new MalformedObjectException(this.id, "The %s %s.".formatted(this.id.describe(), what),
				"Import it again as PKCS#12 or PEM with an RSA or EC key, or make a new version of it.");
	}

}
