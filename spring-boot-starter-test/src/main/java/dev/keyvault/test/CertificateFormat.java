package dev.keyvault.test;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The two forms in which a vault gives out a certificate as a secret.
 */
public enum CertificateFormat {

	/**
	 * A PKCS#12 store without a password, in Base64.
	 */
	PKCS12("application/x-pkcs12"),

	/**
	 * PEM blocks: the private key, then the certificates.
	 */
	PEM("application/x-pem-file");

	private final String contentType;

	CertificateFormat(String contentType) {
		this.contentType = contentType;
	}

	/**
	 * Returns the content type by which the REST protocol names this form.
	 * @return the content type
	 */
	public String contentType() {
		return this.contentType;
	}

	static Optional<CertificateFormat> ofContentType(@Nullable String contentType) {
		return Arrays.stream(values()).filter((format) -> format.contentType.equals(contentType)).findFirst();
	}

}
