package dev.keyvault.azure;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.azure.http.JsonObject;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.test.EmbeddedKey;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.KeyType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeyParser}.
 */
@Tag("jdk")
class KeyParserTests {

	private final AzureFixture fixture = new AzureFixture();

	private final EmbeddedKeyVault embedded = EmbeddedKeyVault.start();

	private final Vault vault = AzureFixture.vault(this.embedded);

	private final ObjectSource source = this.fixture.open(AzureFixture.withToken(this.embedded));

	@AfterEach
	void close() {
		this.fixture.close();
		this.embedded.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "secp256r1", "secp384r1", "secp521r1" })
	void readWhenKeyIsOnNistCurveGivesIt(String curve) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec(curve));
		PublicKey key = generator.generateKeyPair().getPublic();
		this.embedded.put(EmbeddedKey.of("soft", key));
		this.embedded.put(EmbeddedKey.of("hard", key).type(KeyType.EC_HSM));
		assertThat(read("soft")).isEqualTo(key);
		assertThat(read("hard")).isEqualTo(key);
	}

	@Test
	void readWhenKeyIsRsaGivesIt() {
		PublicKey key = Certificates.RSA_LEAF.keys().getPublic();
		this.embedded.put(EmbeddedKey.of("soft", key));
		this.embedded.put(EmbeddedKey.of("hard", key).type(KeyType.RSA_HSM));
		assertThat(read("soft")).isEqualTo(key);
		assertThat(read("hard")).isEqualTo(key);
	}

	@Test
	void readWhenKeyIsSymmetricNamesTypeAndWhatIsSupported() {
		this.embedded.put(EmbeddedKey.symmetric("aes"));
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> read("aes"))
			.withMessageMatching(
					"The key 'aes' version [0-9a-f]{8} of vault 'payments' \\(https://localhost:[0-9]+\\) is of type 'oct-HSM'\\. Use a key of type RSA or RSA-HSM, or of type EC or EC-HSM on curve P-256, P-384 or P-521\\.");
	}

	private PublicKey read(String name) {
		VaultObject read = this.fixture.read(this.source, AzureFixture.key(this.vault, name));
		return ((VaultObject.Key) read).publicKey();
	}

	@ParameterizedTest
	@CsvSource({ "oct,,of type 'oct'", "OKP,Ed25519,of type 'OKP'", "EC,P-256K,on curve 'P-256K'",
			"EC-HSM,SECP256K1,on curve 'SECP256K1'" })
	void parseWhenKeyIsOfAnotherKindNamesIt(String type, String curve, String what) {
		Map<String, Object> members = new HashMap<>(Map.of("kty", type));
		members.put("crv", curve);
		assertMalformed(members, "is " + what
				+ ". Use a key of type RSA or RSA-HSM, or of type EC or EC-HSM on curve P-256, P-384 or P-521.");
	}

	@Test
	void parseWhenKeyIsBrokenQuotesNothing() {
		String action = "is not a key that can be read. Check the key in the vault, or make a new version of it.";
		assertMalformed(Map.of("kty", "RSA", "n", "AQAB"), action);
		assertMalformed(Map.of("kty", "RSA", "n", "!", "e", "AQAB"), action);
		assertMalformed(Map.of("kty", "EC", "crv", "P-256", "x", "AQAB"), action);
	}

	@Test
	void parseWhenCoordinateStartsWithZerosGivesPoint() {
		ECPublicKey key = (ECPublicKey) Certificates.EC_LEAF.keys().getPublic();
		PublicKey read = parser().parse(new JsonObject(Map.of("kty", "EC", "crv", "P-256", "x",
				padded(key.getW().getAffineX()), "y", padded(key.getW().getAffineY()))));
		assertThat(read).isEqualTo(key);
	}

	private static String padded(BigInteger coordinate) {
		byte[] bytes = new byte[40];
		byte[] content = coordinate.toByteArray();
		System.arraycopy(content, 0, bytes, bytes.length - content.length, content.length);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private void assertMalformed(Map<String, Object> key, String message) {
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> parser().parse(new JsonObject(key)))
			.withMessage("The key 'signing' of vault 'payments' (%s) %s", this.vault.endpoint(), message)
			.withNoCause();
	}

	private KeyParser parser() {
		return new KeyParser(AzureFixture.key(this.vault, "signing"));
	}

}
