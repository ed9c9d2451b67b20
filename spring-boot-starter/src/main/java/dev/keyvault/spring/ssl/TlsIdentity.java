package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

import dev.keyvault.certificate.PrivateKeyPem;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.VaultObject.Certificate;

/**
 * One version of a certificate, prepared for TLS: its chain with the private key, and the
 * trust that follows from it. Immutable.
 */
final class TlsIdentity {

	private final String alias;

	private final List<X509Certificate> chain;

	private final PrivateKey privateKey;

	private final TrustAnchors anchors;

	private final X509ExtendedTrustManager clientTrust;

	private final X509ExtendedTrustManager serverTrust;

	private TlsIdentity(Certificate certificate, PrivateKey privateKey, TrustAnchors known)
			throws GeneralSecurityException {
		this.alias = "keyvault-" + certificate.id().version();
		this.chain = linked(certificate.chain());
		this.privateKey = privateKey;
		this.anchors = TrustAnchors.of(this.chain);
		this.clientTrust = this.anchors.trustManager();
		this.serverTrust = this.anchors.and(known).trustManager();
	}

	/**
	 * Prepare a certificate.
	 * @param certificate the certificate, with its private key
	 * @param known the authorities whose servers are trusted beside those of the chain
	 * @return the identity
	 * @throws GeneralSecurityException if the certificate cannot be used for TLS
	 */
	static TlsIdentity of(Certificate certificate, TrustAnchors known) throws GeneralSecurityException {
		PrivateKey privateKey = PrivateKeyPem.read(Objects.requireNonNull(certificate.privateKey()),
				certificate.chain().leaf().getPublicKey());
		return new TlsIdentity(certificate, privateKey, known);
	}

	private static List<X509Certificate> linked(CertificateChain chain) {
		if (chain.ordered()) {
			return chain.certificates();
		}
		List<X509Certificate> linked = new ArrayList<>();
		X509Certificate next = chain.leaf();
		while (next != null && !linked.contains(next)) {
			linked.add(next);
			next = findIssuer(next, chain);
		}
		return List.copyOf(linked);
	}

	private static @Nullable X509Certificate findIssuer(X509Certificate issued, CertificateChain chain) {
		return chain.certificates()
			.stream()
			.filter((each) -> CertificateChain.of(List.of(each, issued)).ordered())
			.filter((each) -> each.getSubjectX500Principal().equals(issued.getIssuerX500Principal()))
			.findFirst()
			.orElse(null);
	}

	String alias() {
		return this.alias;
	}

	X509Certificate[] chain() {
		return this.chain.toArray(X509Certificate[]::new);
	}

	PrivateKey privateKey() {
		return this.privateKey;
	}

	/**
	 * Return the trust of a server: it trusts clients whose issuer is in the chain.
	 * @return the trust in clients
	 */
	X509ExtendedTrustManager clientTrust() {
		return this.clientTrust;
	}

	/**
	 * Return the trust of a client: it trusts servers whose issuer is in the chain or
	 * among the authorities of the JDK.
	 * @return the trust in servers
	 */
	X509ExtendedTrustManager serverTrust() {
		return this.serverTrust;
	}

	boolean isOfType(@Nullable String keyType) {
		String algorithm = this.privateKey.getAlgorithm();
		return keyType != null && (keyType.equals(algorithm) || keyType.startsWith(algorithm + "_"));
	}

	boolean isIssuedBy(Principal @Nullable [] issuers) {
		return issuers == null || issuers.length == 0
				|| this.chain.stream()
					.map(X509Certificate::getIssuerX500Principal)
					.anyMatch(Arrays.asList(issuers)::contains);
	}

	KeyStore keyStore() throws GeneralSecurityException {
		KeyStore store = TrustAnchors.emptyStore();
		store.setKeyEntry(this.alias, this.privateKey, new char[0], chain());
		return store;
	}

	KeyStore trustStore() throws GeneralSecurityException {
		return this.anchors.store();
	}

	@Override
	public String toString() {
		return Stream.of(this.alias, this.chain.get(0).getSubjectX500Principal()).toList().toString();
	}

}
