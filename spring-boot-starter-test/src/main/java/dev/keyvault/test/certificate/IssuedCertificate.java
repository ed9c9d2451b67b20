package dev.keyvault.test.certificate;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate together with its keys and the certificates it depends on.
 *
 * @param chain the certificate itself, then its issuers up to the root
 * @param keys the keys of the certificate itself
 */
public record IssuedCertificate(List<X509Certificate> chain, KeyPair keys) {

	public IssuedCertificate {
		chain = List.copyOf(chain);
	}

	/**
	 * Returns the certificate itself.
	 * @return the first of the chain
	 */
	public X509Certificate certificate() {
		return this.chain.get(0);
	}

	/**
	 * Returns the private key of the certificate.
	 * @return the private key
	 */
	public PrivateKey privateKey() {
		return this.keys.getPrivate();
	}

}
