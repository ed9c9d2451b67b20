package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ValidityValidator}.
 */
class ValidityValidatorTests {

	private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final VaultObject BEFORE = secret(1, ObjectAttributes.NONE);

	private final ValidityValidator validator = new ValidityValidator(CLOCK);

	@ParameterizedTest
	@CsvSource({ "-2, -1, expired at 2026-11-24T11:59:59Z.", "-1, 0, expired at 2026-11-24T12:00:00Z.",
			"1, 2, is not valid before 2026-11-24T12:00:01Z." })
	void validateWhenVersionIsOutOfDateRejects(int start, int end, String violation) {
		Rotation rotation = CertificateChanges.rotation("token", BEFORE, secret(2, attributes(start, end)));
		assertThat(this.validator.validate(rotation)).extracting(RejectedChange::reason)
			.containsExactly("The secret 'token' version " + TestObjects.version(2).shortened()
					+ " of vault 'payments' (https://payments-kv.vault.azure.net) " + violation);
	}

	@Test
	void validateWhenVersionIsInDateLetsItThrough() {
		assertThat(validate(BEFORE, secret(2, attributes(0, 1)))).isEmpty();
	}

	@Test
	void validateWhenKeyHasNoValueYetLetsItThrough() {
		assertThat(validate(null, secret(2, attributes(-2, -1)))).isEmpty();
	}

	@Test
	void validateWhenKeyLosesItsValueLetsItGo() {
		Rotation added = CertificateChanges.rotation("token", null, BEFORE);
		assertThat(this.validator.validate(Rotation.between(added.after(), added.before()))).isEmpty();
	}

	@Test
	void validateWhenCertificateIsRefusedAnywayLeavesItToTheOther() {
		CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.EC, CLOCK);
		Certificate before = CertificateChanges.certificate(1, issuer.root("web"));
		Certificate after = CertificateChanges.certificate(2,
				issuer.validity(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1))).root("web"));
		Rotation rotation = CertificateChanges.rotation("certificate/web", before, with(attributes(-2, -1), after));
		assertThat(this.validator.validate(rotation)).isEmpty();
		assertThat(new CertificateValidator(CLOCK).validate(rotation)).hasSize(1);
	}

	@Test
	void validateWhenOnlyTheAttributesOfCertificateAreOutOfDateRejects() {
		CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.EC, CLOCK);
		Certificate before = CertificateChanges.certificate(1, issuer.root("web"));
		Certificate after = with(attributes(-2, -1), CertificateChanges.certificate(2, issuer.root("web")));
		assertThat(this.validator.validate(CertificateChanges.rotation("certificate/web", before, after))).hasSize(1);
	}

	private List<RejectedChange> validate(@Nullable VaultObject before, VaultObject after) {
		return this.validator.validate(CertificateChanges.rotation("token", before, after));
	}

	private static Secret secret(int version, ObjectAttributes attributes) {
		return new Secret(TestObjects.secretId("token").at(TestObjects.version(version)), attributes,
				SensitiveValue.of("s3cret-n4me-of-version-" + version));
	}

	private static Certificate with(ObjectAttributes attributes, Certificate certificate) {
		return new Certificate(certificate.id(), attributes, certificate.chain(), certificate.privateKey());
	}

	private static ObjectAttributes attributes(int start, int end) {
		return new ObjectAttributes(true, NOW.plusSeconds(start), NOW.plusSeconds(end), null, null);
	}

}
