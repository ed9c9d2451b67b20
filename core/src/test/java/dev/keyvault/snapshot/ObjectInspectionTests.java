package dev.keyvault.snapshot;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.Problem;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectInspection}.
 */
class ObjectInspectionTests {

	private static final String VERSION = "version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net)";

	private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

	private final ObjectInspection inspection = new ObjectInspection(NOW);

	@ParameterizedTest
	@CsvSource({ "-1, ", "0, expired at 2026-11-23T03:00:00Z. Put a new version into the vault.",
			"3600, expired at 2026-11-23T02:00:00Z. Put a new version into the vault." })
	void inspectWarnsFromTheMomentOfExpiry(long secondsAgo, String warning) {
		assertThat(inspect(new ObjectAttributes(true, null, NOW.minusSeconds(secondsAgo), null, null)))
			.isEqualTo(expected(warning));
	}

	@ParameterizedTest
	@CsvSource({ "-1, ", "0, ",
			"1, is not valid before 2026-11-23T03:00:01Z. Put a version into the vault that is valid now." })
	void inspectWarnsUntilTheObjectIsValid(long seconds, String warning) {
		assertThat(inspect(new ObjectAttributes(true, NOW.plusSeconds(seconds), null, null, null)))
			.isEqualTo(expected(warning));
	}

	@Test
	void inspectWhenObjectHasNoTimesIsContent() {
		assertThat(inspect(ObjectAttributes.NONE)).isEmpty();
	}

	@Test
	void inspectWhenChainIsIncompleteWarns() {
		List<X509Certificate> chain = TestCertificates.leaf(KeyAlgorithm.EC).chain();
		VaultObject certificate = TestCertificates.certificate(List.of(chain.get(3), chain.get(0)), null);
		assertThat(inspect(certificate, "app.tls: certificate/web"))
			.containsExactly("Key 'app.tls: certificate/web': The certificate 'web' " + VERSION
					+ " is in use and has an incomplete chain: its 2 certificates do not make one chain, so they keep the order they have in the vault. Import it again with every intermediate certificate and no other.");
	}

	@Test
	void inspectWhenChainIsCompleteIsContent() {
		VaultObject certificate = TestCertificates.certificate(TestCertificates.leaf(KeyAlgorithm.EC));
		assertThat(inspect(certificate, "app.tls: certificate/web")).isEmpty();
	}

	private List<String> inspect(ObjectAttributes attributes) {
		Secret secret = new Secret(TestObjects.secretId("app").at(TestObjects.version(1)), attributes,
				SensitiveValue.of("s3cret-hunter2"));
		return inspect(secret, "app.key: app");
	}

	private List<String> inspect(VaultObject object, String declared) {
		KeyMapping mapping = Declarations.mapping(declared);
		Entry entry = new Entry(SensitiveValue.of("s3cret-hunter2"), object, mapping);
		Snapshot snapshot = new Snapshot(Map.of(Declarations.NAME, Map.of(mapping.key(), entry)));
		return this.inspection.inspect(snapshot).stream().map(Problem::toString).toList();
	}

	private static List<String> expected(String warning) {
		return (warning != null)
				? List.of("Key 'app.key: secret/app': The secret 'app' " + VERSION + " is in use and " + warning)
				: List.of();
	}

}
