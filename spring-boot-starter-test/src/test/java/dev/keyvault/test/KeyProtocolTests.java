package dev.keyvault.test;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for keys of an {@link EmbeddedKeyVault} as a client sees them.
 */
class KeyProtocolTests {

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.start();
		client = new VaultClient(vault);
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void getGivesPublicPartOfRsaKey() throws IOException, InterruptedException {
		KeyPair keys = KeyAlgorithm.RSA.generate();
		String version = vault.putKey("rsa", keys);
		Map<?, ?> key = client.get("/keys/rsa").json("key");
		RSAPublicKey expected = (RSAPublicKey) keys.getPublic();
		assertThat(key.get("kid")).isEqualTo(vault.endpoint() + "/keys/rsa/" + version);
		assertThat(key.get("kty")).isEqualTo("RSA");
		assertThat(number(key.get("n"))).isEqualTo(expected.getModulus());
		assertThat(key.get("e")).isEqualTo("AQAB");
		assertThat(key.containsKey("d")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "secp256r1, P-256, 32", "secp384r1, P-384, 48", "secp521r1, P-521, 66", "secp256k1, P-256K, 32" })
	void getGivesPublicPartOfCurve(String curve, String name, int size)
			throws IOException, InterruptedException, GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
		generator.initialize(new ECGenParameterSpec(curve));
		ECPublicKey expected = (ECPublicKey) generator.generateKeyPair().getPublic();
		vault.putKey(curve, expected);
		Map<?, ?> key = client.get("/keys/" + curve).json("key");
		assertThat(key.get("kty")).isEqualTo("EC");
		assertThat(key.get("crv")).isEqualTo(name);
		assertThat(number(key.get("x"))).isEqualTo(expected.getW().getAffineX());
		assertThat(number(key.get("y"))).isEqualTo(expected.getW().getAffineY());
		assertThat(Base64.getUrlDecoder().decode((String) key.get("x"))).hasSize(size);
	}

	@Test
	void getNamesHardwareTypes() throws IOException, InterruptedException {
		vault.put(EmbeddedKey.of("rsa-hsm", KeyAlgorithm.RSA.generate().getPublic()).type(KeyType.RSA_HSM));
		vault.put(EmbeddedKey.of("ec-hsm", KeyAlgorithm.EC.generate().getPublic()).type(KeyType.EC_HSM));
		assertThat(client.get("/keys/rsa-hsm").json("key").get("kty")).isEqualTo("RSA-HSM");
		assertThat(client.get("/keys/ec-hsm").json("key").get("kty")).isEqualTo("EC-HSM");
	}

	@Test
	void getWhenKeyIsSymmetricGivesNoKeyMaterial() throws IOException, InterruptedException {
		vault.put(EmbeddedKey.symmetric("oct"));
		Map<?, ?> key = client.get("/keys/oct").json("key");
		assertThat(key.get("kty")).isEqualTo("oct-HSM");
		assertThat(key.keySet().toString()).isEqualTo("[kid, kty, key_ops]");
	}

	@Test
	void listGivesItemWithoutVersion() throws IOException, InterruptedException {
		vault.put(EmbeddedKey.symmetric("a-listed").tag("a", "b"));
		assertThat(client.get("/keys?maxresults=1").body())
			.startsWith("{\"value\":[{\"kid\":\"%s/keys/a-listed\",\"attributes\":{".formatted(vault.endpoint()))
			.contains("\"tags\":{\"a\":\"b\"}");
	}

	@Test
	void getWhenKeyIsDisabledStillShowsIt() throws IOException, InterruptedException {
		vault.put(EmbeddedKey.symmetric("disabled").enabled(false));
		VaultClient.Answer answer = client.get("/keys/disabled");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json("attributes").get("enabled")).isEqualTo(false);
	}

	@Test
	void getWhenKeyIsDeletedTellsNotFound() throws IOException, InterruptedException {
		vault.put(EmbeddedKey.symmetric("deleted"));
		vault.delete(ObjectType.KEY, "deleted");
		assertThat(client.get("/keys/deleted").json("error").get("code")).isEqualTo("KeyNotFound");
	}

	@Test
	void typeWhenPublicPartDoesNotFitFails() {
		EmbeddedKey key = EmbeddedKey.symmetric("odd");
		assertThatIllegalArgumentException().isThrownBy(() -> key.type(KeyType.RSA))
			.withMessage("The key 'odd' of type 'RSA' must have a public part unless it is symmetric");
	}

	private static BigInteger number(Object text) {
		return new BigInteger(1, Base64.getUrlDecoder().decode((String) text));
	}

}
