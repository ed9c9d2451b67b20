package dev.keyvault.test;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.test.certificate.IssuedCertificate;

/**
 * A version of a certificate to be put into an {@link EmbeddedKeyVault}. The time limits
 * of the certificate become those of the version where none are set.
 *
 * @param name the name of the certificate
 * @param chain the certificates, given out in this order
 * @param privateKey the private key, unless it is not exportable
 * @param format the form of the secret with the same name
 * @param attributes the attributes of the version
 */
public record EmbeddedCertificate(String name, List<X509Certificate> chain, @Nullable PrivateKey privateKey,
		CertificateFormat format, VersionAttributes attributes) implements EmbeddedObject<EmbeddedCertificate> {

	public EmbeddedCertificate {
		ObjectAddress.requireValidName(name);
		chain = List.copyOf(chain);
		if (chain.isEmpty()) {
			throw new IllegalArgumentException("The certificate '" + name + "' must have a chain of one or more");
		}
	}

	/**
	 * Returns a version of a certificate whose private key is not exportable.
	 * @param name the name of the certificate
	 * @param chain the certificates, in any order
	 * @return the version
	 */
	public static EmbeddedCertificate of(String name, List<X509Certificate> chain) {
		return new EmbeddedCertificate(name, chain, null, CertificateFormat.PKCS12, VersionAttributes.DEFAULT);
	}

	/**
	 * Returns a version of a certificate whose private key is exportable.
	 * @param name the name of the certificate
	 * @param issued the certificate with its keys and issuers
	 * @return the version
	 */
	public static EmbeddedCertificate of(String name, IssuedCertificate issued) {
		return of(name, issued.chain()).privateKey(issued.privateKey());
	}

	/**
	 * Returns the same version with another private key.
	 * @param privateKey the private key, or null if it is not exportable
	 * @return the changed version
	 */
	public EmbeddedCertificate privateKey(@Nullable PrivateKey privateKey) {
		return new EmbeddedCertificate(this.name, this.chain, privateKey, this.format, this.attributes);
	}

	/**
	 * Returns the same version with another form of its secret.
	 * @param format the form
	 * @return the changed version
	 */
	public EmbeddedCertificate format(CertificateFormat format) {
		return new EmbeddedCertificate(this.name, this.chain, this.privateKey, format, this.attributes);
	}

	@Override
	public EmbeddedCertificate attributes(VersionAttributes attributes) {
		return new EmbeddedCertificate(this.name, this.chain, this.privateKey, this.format, attributes);
	}

	@Override
	public String toString() {
		return "EmbeddedCertificate[name=" + this.name + "]";
	}

	VersionAttributes effectiveAttributes() {
		Instant start = this.attributes.notBefore();
		Instant end = this.attributes.expires();
		return this.attributes.notBefore((start != null) ? start : leaf().getNotBefore().toInstant())
			.expires((end != null) ? end : leaf().getNotAfter().toInstant());
	}

	X509Certificate leaf() {
		return this.chain.stream().filter(this::issuesNoOther).findFirst().orElseGet(() -> this.chain.get(0));
	}

	private boolean issuesNoOther(X509Certificate candidate) {
		return this.chain.stream()
			.filter((other) -> !other.equals(candidate))
			.noneMatch((other) -> other.getIssuerX500Principal().equals(candidate.getSubjectX500Principal()));
	}

}
