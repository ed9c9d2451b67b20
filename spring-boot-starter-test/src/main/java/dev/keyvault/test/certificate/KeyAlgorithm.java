package dev.keyvault.test.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * The kind of key that a certificate is made for.
 */
public enum KeyAlgorithm {

	/**
	 * RSA with 2048 bits.
	 */
	RSA,

	/**
	 * Elliptic curve P-256.
	 */
	EC;

	/**
	 * Makes a new key pair.
	 * @return the key pair
	 */
	public KeyPair generate() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(name());
			generator.initialize(parameters());
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No " + name() + " key could be made", ex);
		}
	}

	private AlgorithmParameterSpec parameters() {
		return switch (this) {
			case RSA -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
			case EC -> new ECGenParameterSpec("secp256r1");
		};
	}

	static String signature(PrivateKey key) {
		return "EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
	}

}
