package dev.keyvault.certificate;

import java.security.GeneralSecurityException;

import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pkcs12Derivation}, held against Bouncy Castle.
 */
@Tag("jdk")
class Pkcs12DerivationTests {

	@ParameterizedTest
	@CsvSource({ "0, 8, 1, 24", "0, 20, 2000, 24", "2, 8, 2048, 24", "2, 20, 2000, 5", "2, 64, 3, 16", "2, 65, 100, 64",
			"30, 8, 7, 130", "2, 0, 10, 24" })
	void deriveAgreesWithBouncyCastle(int passwordLength, int saltLength, int rounds, int keyLength)
			throws GeneralSecurityException {
		byte[] password = new byte[passwordLength];
		for (int seed = 0; seed < 50; seed++) {
			byte[] salt = bytes(saltLength, seed);
			PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
			generator.init(password, salt, rounds);
			ParametersWithIV expected = (ParametersWithIV) generator.generateDerivedParameters(keyLength * Byte.SIZE,
					64);
			Pkcs12Derivation derivation = new Pkcs12Derivation(password, salt, rounds);
			assertThat(derivation.key(keyLength)).isEqualTo(((KeyParameter) expected.getParameters()).getKey());
			assertThat(derivation.initializationVector(8)).isEqualTo(expected.getIV());
		}
	}

	private static byte[] bytes(int length, int seed) {
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) (seed * 31 + i * 7 - 1);
		}
		return bytes;
	}

}
