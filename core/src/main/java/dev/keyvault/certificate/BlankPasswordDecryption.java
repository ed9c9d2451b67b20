package dev.keyvault.certificate;

import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DefaultSecretKeySizeProvider;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Decrypts what is encrypted with a blank password, which the providers of Bouncy Castle
 * and of the JDK each refuse for some algorithms.
 */
final class BlankPasswordDecryption implements InputDecryptorProvider {

	private static final Map<ASN1ObjectIdentifier, String> DERIVATIONS = Map.of(PKCSObjectIdentifiers.id_hmacWithSHA1,
			"PBKDF2WithHmacSHA1", PKCSObjectIdentifiers.id_hmacWithSHA224, "PBKDF2WithHmacSHA224",
			PKCSObjectIdentifiers.id_hmacWithSHA256, "PBKDF2WithHmacSHA256", PKCSObjectIdentifiers.id_hmacWithSHA384,
			"PBKDF2WithHmacSHA384", PKCSObjectIdentifiers.id_hmacWithSHA512, "PBKDF2WithHmacSHA512");

	private static final Map<ASN1ObjectIdentifier, Integer> RC2_BITS = Map
		.of(PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, 128, PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, 40);

	private final byte[] blank;

	private final DerivationBudget budget;

	/**
	 * Prepare to decrypt. Programs differ in what a blank password is to the algorithms
	 * of PKCS#12: nothing, or the two zeros that end each password.
	 * @param blankIsZeros which of the two it is
	 * @param budget what deriving keys may cost
	 */
	BlankPasswordDecryption(boolean blankIsZeros, DerivationBudget budget) {
		this.blank = blankIsZeros ? new byte[2] : new byte[0];
		this.budget = budget;
	}

	@Override
	public InputDecryptor get(AlgorithmIdentifier algorithm) throws OperatorCreationException {
		try {
			boolean modern = PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm());
			return new Decryptor(algorithm, modern ? pbes2(PBES2Parameters.getInstance(algorithm.getParameters()))
					: pkcs12(algorithm.getAlgorithm(), PKCS12PBEParams.getInstance(algorithm.getParameters())));
		}
		catch (GeneralSecurityException ex) {
			throw new OperatorCreationException("The algorithm is not supported", ex);
		}
	}

	private Cipher pbes2(PBES2Parameters parameters) throws GeneralSecurityException {
		EncryptionScheme scheme = parameters.getEncryptionScheme();
		int bits = DefaultSecretKeySizeProvider.INSTANCE.getKeySize(scheme.getAlgorithm());
		String algorithm = PKCSObjectIdentifiers.des_EDE3_CBC.equals(scheme.getAlgorithm()) ? "DESede" : "AES";
		if (!PKCSObjectIdentifiers.id_PBKDF2.equals(parameters.getKeyDerivationFunc().getAlgorithm())) {
			throw new GeneralSecurityException("The derivation is not known");
		}
		byte[] key = key(PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters()), bits);
		byte[] start = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
		return cipher(algorithm, key, new IvParameterSpec(start));
	}

	private byte[] key(PBKDF2Params parameters, int bits) throws GeneralSecurityException {
		String derivation = DERIVATIONS.getOrDefault(parameters.getPrf().getAlgorithm(), "unknown");
		PBEKeySpec password = new PBEKeySpec(new char[0], parameters.getSalt(),
				this.budget.take(parameters.getIterationCount()), bits);
		return SecretKeyFactory.getInstance(derivation).generateSecret(password).getEncoded();
	}

	private Cipher pkcs12(ASN1ObjectIdentifier algorithm, PKCS12PBEParams parameters) throws GeneralSecurityException {
		Pkcs12Derivation derivation = new Pkcs12Derivation(this.blank, parameters.getIV(),
				this.budget.take(parameters.getIterations()));
		Integer bits = RC2_BITS.get(algorithm);
		byte[] key = derivation.key(((bits != null) ? bits : 192) / Byte.SIZE);
		byte[] start = derivation.initializationVector(8);
		if (bits != null) {
			return cipher("RC2", key, new RC2ParameterSpec(bits, start));
		}
		if (!PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC.equals(algorithm)) {
			throw new GeneralSecurityException("The algorithm is not known");
		}
		return cipher("DESede", key, new IvParameterSpec(start));
	}

	private static Cipher cipher(String algorithm, byte[] key, AlgorithmParameterSpec parameters)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
		cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), parameters);
		return cipher;
	}

	/**
	 * Decrypts with a cipher that is ready.
	 *
	 * @param algorithm the algorithm
	 * @param cipher the cipher
	 */
	private record Decryptor(AlgorithmIdentifier algorithm, Cipher cipher) implements InputDecryptor {

		@Override
		public AlgorithmIdentifier getAlgorithmIdentifier() {
			return this.algorithm;
		}

		@Override
		public InputStream getInputStream(InputStream encrypted) {
			return new CipherInputStream(encrypted, this.cipher);
		}

	}

}
