package dev.keyvault.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;

/**
 * Writes private keys in the form that is older than PKCS#8:
 * {@code BEGIN RSA PRIVATE KEY} (PKCS#1) or {@code BEGIN EC PRIVATE KEY} (SEC 1).
 */
@Internal
public final class TraditionalKey {

	private TraditionalKey() {
	}

	/**
	 * Write a private key.
	 * @param pkcs8 the private key as PKCS#8 PEM
	 * @param counterpart the public key that it belongs to
	 * @return the private key in its traditional form, as PEM
	 * @throws UnsupportedAlgorithmException if the key is neither RSA nor EC
	 * @throws GeneralSecurityException if the key cannot be read
	 * @throws IOException if the key cannot be read
	 */
	public static SensitiveValue write(SensitiveValue pkcs8, PublicKey counterpart)
			throws GeneralSecurityException, IOException {
		return write(PrivateKeyInfo.getInstance(PrivateKeyPem.read(pkcs8, counterpart).getEncoded()));
	}

	static SensitiveValue write(PrivateKeyInfo key) throws UnsupportedAlgorithmException, IOException {
		ASN1ObjectIdentifier algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
		if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
			return SensitiveValue.of(Pem.encode("RSA PRIVATE KEY", key.getPrivateKey().getOctets()));
		}
		if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
			return SensitiveValue.of(Pem.encode("EC PRIVATE KEY", withCurve(key).getEncoded()));
		}
		throw new UnsupportedAlgorithmException(algorithm.getId());
	}

	// The curve may be left out inside PKCS#8, where it stands outside as well.
	private static ECPrivateKey withCurve(PrivateKeyInfo key) throws IOException {
		ASN1ObjectIdentifier curve = ASN1ObjectIdentifier.getInstance(key.getPrivateKeyAlgorithm().getParameters());
		ECPrivateKey inner = ECPrivateKey.getInstance(key.parsePrivateKey());
		X9ECParameters parameters = ECNamedCurveTable.getByOID(curve);
		int bits = (parameters != null) ? parameters.getN().bitLength() : inner.getKey().bitLength();
		return new ECPrivateKey(bits, inner.getKey(), inner.getPublicKey(), curve);
	}

	/**
	 * Raised when keys of an algorithm have no traditional form.
	 */
	public static final class UnsupportedAlgorithmException extends GeneralSecurityException {

		private final String algorithm;

		UnsupportedAlgorithmException(String algorithm) {
			super("There is no traditional form of a key of algorithm " + algorithm);
			this.algorithm = algorithm;
		}

		/**
		 * Return the algorithm of the key.
		 * @return its object identifier
		 */
		public String algorithm() {
			return this.algorithm;
		}

	}

}
