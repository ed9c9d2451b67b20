package dev.keyvault.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;

/**
 * Reads the private keys of certificates, PKCS#8 in PEM.
 */
@Internal
public final class PrivateKeyPem {

	private static final byte[] CHALLENGE = { 'k', 'e', 'y' };

	private PrivateKeyPem() {
	}

	/**
	 * Read a private key.
	 * @param pem the private key
	 * @param counterpart the public key that the private one should belong to
	 * @return the private key, of the algorithm of the public one
	 * @throws GeneralSecurityException if this is no private key of that algorithm; the
	 * exception does not quote the key
	 */
	public static PrivateKey read(SensitiveValue pem, PublicKey counterpart) throws GeneralSecurityException {
		PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(decode(pem));
		return KeyFactory.getInstance(counterpart.getAlgorithm()).generatePrivate(spec);
	}

	private static byte[] decode(SensitiveValue pem) throws InvalidKeySpecException {
		String body = pem.reveal().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
		try {
			return Base64.getDecoder().decode(body);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidKeySpecException("The private key is not PEM");
		}
	}

	/**
	 * Return whether a private key belongs to a public one.
	 * @param pem the private key
	 * @param counterpart the public key
	 * @return whether it can be read and they are a pair
	 */
	public static boolean isCounterpart(SensitiveValue pem, PublicKey counterpart) {
		try {
			return arePair(read(pem, counterpart), counterpart);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	/**
	 * Return whether two keys are a pair, by signing with one and verifying with the
	 * other.
	 * @param privateKey the private key, RSA or EC
	 * @param publicKey the public key
	 * @return whether they belong together
	 */
	public static boolean arePair(PrivateKey privateKey, PublicKey publicKey) {
		try {
			Signature signature = Signature.getInstance(signature(publicKey));
			signature.initSign(privateKey);
			signature.update(CHALLENGE);
			byte[] signed = signature.sign();
			signature.initVerify(publicKey);
			signature.update(CHALLENGE);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static String signature(PublicKey key) {
		return "EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256with" + key.getAlgorithm();
	}

}
