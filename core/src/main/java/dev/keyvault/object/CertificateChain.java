package dev.keyvault.object;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

import dev.keyvault.Internal;

/**
 * The certificates of one vault certificate, leaf first.
 *
 * @param certificates the certificates: leaf, intermediates, root; in the order they were
 * given if they do not make one chain
 * @param ordered whether every certificate has its place in one chain that starts with
 * the leaf
 */
@Internal
public record CertificateChain(List<X509Certificate> certificates, boolean ordered) {

	public CertificateChain {
		certificates = List.copyOf(certificates);
		if (certificates.isEmpty()) {
			throw new IllegalArgumentException("A certificate chain has at least one certificate");
		}
	}

	/**
	 * Put certificates in the order leaf, intermediates, root. Certificates that do not
	 * make one chain, because a link is missing, keep the order they have.
	 * @param certificates the certificates in any order, at least one
	 * @return the chain
	 */
	public static CertificateChain of(Collection<X509Certificate> certificates) {
		List<X509Certificate> given = certificates.stream().distinct().toList();
		return findLeaf(given).map((leaf) -> walk(leaf, given))
			.filter((walked) -> walked.size() == given.size())
			.map((walked) -> new CertificateChain(walked, true))
			.orElseGet(() -> new CertificateChain(given, false));
	}

	private static Optional<X509Certificate> findLeaf(List<X509Certificate> certificates) {
		return certificates.stream()
			.filter((candidate) -> certificates.stream().noneMatch((other) -> isIssued(other, candidate)))
			.findFirst();
	}

	private static List<X509Certificate> walk(X509Certificate leaf, List<X509Certificate> certificates) {
		List<X509Certificate> walked = new ArrayList<>(List.of(leaf));
		Optional<X509Certificate> issuer = findIssuer(leaf, certificates);
		while (issuer.isPresent() && !walked.contains(issuer.get())) {
			walked.add(issuer.get());
			issuer = findIssuer(issuer.get(), certificates);
		}
		return walked;
	}

	private static Optional<X509Certificate> findIssuer(X509Certificate certificate,
			List<X509Certificate> certificates) {
		return certificates.stream()
			.filter((candidate) -> isIssued(certificate, candidate))
			.min(Comparator.comparing((candidate) -> !isSelfIssued(candidate)));
	}

	private static boolean isSelfIssued(X509Certificate certificate) {
		return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
	}

	private static boolean isIssued(X509Certificate certificate, X509Certificate issuer) {
		X500Principal name = certificate.getIssuerX500Principal();
		return !certificate.equals(issuer) && name.equals(issuer.getSubjectX500Principal())
				&& isSigned(certificate, issuer);
	}

	private static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
		try {
			certificate.verify(issuer.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	/**
	 * Return the certificate that the vault certificate was made for.
	 * @return the leaf; if there is no one chain, the first certificate that may not
	 * issue others, else the first one given
	 */
	public X509Certificate leaf() {
		X509Certificate first = this.certificates.get(0);
		return this.ordered ? first
				: this.certificates.stream()
					.filter((certificate) -> certificate.getBasicConstraints() == -1)
					.findFirst()
					.orElse(first);
	}

}
