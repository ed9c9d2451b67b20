package dev.keyvault.test.certificate;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Issues certificates: roots, intermediates and leaves.
 *
 * @param algorithm the keys to make
 * @param notBefore the first moment the certificates are valid
 * @param notAfter the last moment the certificates are valid
 */
public record CertificateIssuer(KeyAlgorithm algorithm, Instant notBefore, Instant notAfter) {

	/**
	 * Returns an issuer of certificates that are valid for a year.
	 * @param algorithm the keys to make
	 * @return the issuer
	 */
	public static CertificateIssuer of(KeyAlgorithm algorithm) {
		return of(algorithm, Clock.systemUTC());
	}

	/**
	 * Returns an issuer of certificates that are valid from an hour ago for 365 days.
	 * @param algorithm the keys to make
	 * @param clock the clock that says what time it is
	 * @return the issuer
	 */
	public static CertificateIssuer of(KeyAlgorithm algorithm, Clock clock) {
		Instant now = clock.instant();
		return new CertificateIssuer(algorithm, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(365)));
	}

	/**
	 * Returns an issuer whose certificates are valid at other times.
	 * @param notBefore the first moment the certificates are valid
	 * @param notAfter the last moment the certificates are valid
	 * @return the issuer
	 */
	public CertificateIssuer validity(Instant notBefore, Instant notAfter) {
		return new CertificateIssuer(this.algorithm, notBefore, notAfter);
	}

	/**
	 * Issues a self-signed certificate of an authority.
	 * @param commonName the common name of its subject
	 * @return the root
	 */
	public IssuedCertificate root(String commonName) {
		KeyPair keys = this.algorithm.generate();
		X509Certificate certificate = authority(commonName, keys).selfSigned(keys.getPrivate());
		return new IssuedCertificate(List.of(certificate), keys);
	}

	/**
	 * Issues a certificate of an authority below another one.
	 * @param commonName the common name of its subject
	 * @param issuer the authority above
	 * @return the intermediate
	 */
	public IssuedCertificate intermediate(String commonName, IssuedCertificate issuer) {
		KeyPair keys = this.algorithm.generate();
		return below(issuer, authority(commonName, keys).signedBy(issuer), keys);
	}

	/**
	 * Issues a certificate that is no authority.
	 * @param commonName the common name of its subject
	 * @param issuer the authority above
	 * @param hosts the DNS names and IP addresses it is for
	 * @return the leaf
	 */
	public IssuedCertificate leaf(String commonName, IssuedCertificate issuer, String... hosts) {
		KeyPair keys = this.algorithm.generate();
		X509Certificate certificate = draft(commonName, keys).hosts(List.of(hosts)).signedBy(issuer);
		return below(issuer, certificate, keys);
	}

	private CertificateDraft authority(String commonName, KeyPair keys) {
		return draft(commonName, keys).constraints(new BasicConstraints(true))
			.usage(new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
	}

	private CertificateDraft draft(String commonName, KeyPair keys) {
		return new CertificateDraft(this, commonName, keys.getPublic());
	}

	private IssuedCertificate below(IssuedCertificate issuer, X509Certificate certificate, KeyPair keys) {
		List<X509Certificate> chain = Stream.concat(Stream.of(certificate), issuer.chain().stream()).toList();
		return new IssuedCertificate(chain, keys);
	}

}
