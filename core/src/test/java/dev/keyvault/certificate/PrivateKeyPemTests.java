package dev.keyvault.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.spec.InvalidKeySpecException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrivateKeyPem}.
 */
@Tag("jdk")
class PrivateKeyPemTests {

	@ParameterizedTest
	@EnumSource
	void readGivesPrivateKey(KeyAlgorithm algorithm) throws GeneralSecurityException {
		KeyPair keys = algorithm.generate();
		assertThat(PrivateKeyPem.read(pem(keys), keys.getPublic())).isEqualTo(keys.getPrivate());
	}

	@Test
	void readWhenAlgorithmIsAnotherFails() {
		KeyPair keys = KeyAlgorithm.EC.generate();
		assertThatExceptionOfType(InvalidKeySpecException.class)
			.isThrownBy(() -> PrivateKeyPem.read(pem(keys), KeyAlgorithm.RSA.generate().getPublic()));
	}

	@Test
	void readWhenTextIsNotPemFailsWithoutQuotingIt() {
		SensitiveValue text = SensitiveValue.of("s3cret-of-nobody?");
		assertThatExceptionOfType(InvalidKeySpecException.class)
			.isThrownBy(() -> PrivateKeyPem.read(text, KeyAlgorithm.EC.generate().getPublic()))
			.withMessage("The private key is not PEM")
			.withNoCause();
	}

	@ParameterizedTest
	@EnumSource
	void arePairWhenKeysAreMadeTogetherIsTrue(KeyAlgorithm algorithm) {
		KeyPair keys = algorithm.generate();
		assertThat(PrivateKeyPem.arePair(keys.getPrivate(), keys.getPublic())).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void arePairWhenOneKeyIsAnothersIsFalse(KeyAlgorithm algorithm) {
		assertThat(PrivateKeyPem.arePair(algorithm.generate().getPrivate(), algorithm.generate().getPublic()))
			.isFalse();
	}

	@Test
	void arePairWhenAlgorithmsDifferIsFalse() {
		KeyPair keys = KeyAlgorithm.EC.generate();
		assertThat(PrivateKeyPem.arePair(keys.getPrivate(), KeyAlgorithm.RSA.generate().getPublic())).isFalse();
	}

	private static SensitiveValue pem(KeyPair keys) {
		return SensitiveValue.of(Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded()));
	}

}
