package dev.keyvault.mapping;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject.Key;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyPart}.
 */
class KeyPartTests {

	@ParameterizedTest
	@EnumSource(KeyAlgorithm.class)
	void extractGivesThePublicKeyAsPem(KeyAlgorithm algorithm) throws GeneralSecurityException {
		PublicKey key = algorithm.generate().getPublic();
		String pem = Extraction
			.one("key/signing", new Key(TestObjects.id(ObjectKind.KEY, "signing"), ObjectAttributes.NONE, key))
			.reveal();
		assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("\n-----END PUBLIC KEY-----\n");
		assertThat(parse(pem, algorithm)).isEqualTo(key);
	}

	private static PublicKey parse(String pem, KeyAlgorithm algorithm) throws GeneralSecurityException {
		byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
		return KeyFactory.getInstance(algorithm.name()).generatePublic(new X509EncodedKeySpec(der));
	}

}
