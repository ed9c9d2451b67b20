package dev.keyvault.snapshot;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectInspection}.
 */
class ObjectInspectionTests {

	private static final String VERSION = "version 00000000000000000000000000000001 of vault 'payments' (https://payments-kv.vault.azure.net)";

	private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

	private final ObjectInspection inspection = new ObjectInspection(NOW);

	@ParameterizedTest
	@CsvSource({ "-1, ", "0, expired at 2026-11-23T03:00:00Z.", "3600, expired at 2026-11-23T02:00:00Z." })
	void inspectWarnsFromTheMomentOfExpiry(long secondsAgo, String warning) {
		assertThat(inspect(new ObjectAttributes(true, null, NOW.minusSeconds(secondsAgo), null, null)))
			.isEqualTo(expected(warning));
	}

	@ParameterizedTest
	@CsvSource({ "-1, ", "0, ", "1, is not valid before 2026-11-23T03:00:01Z." })
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
		assertThat(this.inspection.inspect(certificate, Declarations.mapping("app.tls: certificate/web")))
			.containsExactly("Key 'app.tls' is in use, but the certificate 'web' " + VERSION
					+ " has an incomplete chain: its 2 certificates do not make one chain, so they keep the order they have in the vault.");
	}

	@Test
	void inspectWhenChainIsCompleteIsContent() {
		VaultObject certificate = TestCertificates.certificate(TestCertificates.leaf(KeyAlgorithm.EC));
		assertThat(this.inspection.inspect(certificate, Declarations.mapping("app.tls: certificate/web"))).isEmpty();
	}

	private List<String> inspect(ObjectAttributes attributes) {
		Secret secret = new Secret(TestObjects.secretId("app").at(TestObjects.version(1)), attributes,
				SensitiveValue.of("s3cret-hunter2"));
		return this.inspection.inspect(secret, Declarations.mapping("app.key: app"));
	}

	private static List<String> expected(String warning) {
		return (warning != null) ? List.of("Key 'app.key' is in use, but the secret 'app' " + VERSION + " " + warning)
				: List.of();
	}

}
