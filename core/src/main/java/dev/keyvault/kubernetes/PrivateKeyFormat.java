package dev.keyvault.kubernetes;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Locale;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import dev.keyvault.object.Pem;
import dev.keyvault.object.PrivateKeyPem;
import dev.keyvault.object.SensitiveValue;

/**
 * The forms in which a private key is written.
 */
public enum PrivateKeyFormat {

	/**
	 * {@code BEGIN PRIVATE KEY}, for every algorithm.
	 */
	PKCS8 {

		@Override
		SensitiveValue write(SensitiveValue pkcs8, PublicKey counterpart, SecretId id) {
			return pkcs8;
		}

	},

	/**
	 * {@code BEGIN RSA PRIVATE KEY} (PKCS#1) or {@code BEGIN EC PRIVATE KEY} (SEC 1).
	 */
	TRADITIONAL {

		@Override
		SensitiveValue write(SensitiveValue pkcs8, PublicKey counterpart, SecretId id) {
			try {
				byte[] der = PrivateKeyPem.read(pkcs8, counterpart).getEncoded();
				return traditional(PrivateKeyInfo.getInstance(der), id);
			}
			catch (IOException | GeneralSecurityException ex) {
				throw failure(id, "the private key cannot be read");
			}
		}

	};

	abstract SensitiveValue write(SensitiveValue pkcs8, PublicKey counterpart, SecretId id);

	/**
	 * Return the part of a certificate that an entry in this form is made of, as a Secret
	 * records it.
	 * @return the part
	 */
	String part() {
		return (this == PKCS8) ? "#private-key" : "#private-key " + name().toLowerCase(Locale.ROOT);
	}

	private static SensitiveValue traditional(PrivateKeyInfo key, SecretId id) throws IOException {
		ASN1ObjectIdentifier algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
		if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
			return SensitiveValue.of(Pem.encode("RSA PRIVATE KEY", key.getPrivateKey().getOctets()));
		}
		if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
			return SensitiveValue.of(Pem.encode("EC PRIVATE KEY", withCurve(key).getEncoded()));
		}
		throw failure(id, "there is no traditional form of a private key of algorithm '%s'".formatted(algorithm));
	}

	// The curve may be left out inside PKCS#8, where it stands outside as well.
	private static ECPrivateKey withCurve(PrivateKeyInfo key) throws IOException {
		ASN1ObjectIdentifier curve = ASN1ObjectIdentifier.getInstance(key.getPrivateKeyAlgorithm().getParameters());
		ECPrivateKey inner = ECPrivateKey.getInstance(key.parsePrivateKey());
		X9ECParameters parameters = ECNamedCurveTable.getByOID(curve);
		int bits = (parameters != null) ? parameters.getN().bitLength() : inner.getKey().bitLength();
		return new ECPrivateKey(bits, inner.getKey(), inner.getPublicKey(), curve);
	}

	private static InvalidSecretException failure(SecretId id, String reason) {
		return new InvalidSecretException(id, reason,
				"Write the key as PKCS#8, or check the certificate in the vault.");
	}

}
