package dev.keyvault.rotation;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CertificateValidator}.
 */
class CertificateValidatorTests {

	private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.EC, CLOCK);

	private static final IssuedCertificate ROOT = ISSUER.root("Root CA");

	private static final IssuedCertificate OLD = ISSUER.leaf("web", ROOT, "localhost");

	private final CertificateValidator validator = new CertificateValidator(CLOCK);

	@ParameterizedTest
	@EnumSource
	void validateWhenCertificateIsGoodLetsItThrough(KeyAlgorithm algorithm) {
		CertificateIssuer issuer = CertificateIssuer.of(algorithm, CLOCK);
		IssuedCertificate leaf = issuer.leaf("web", issuer.intermediate("Issuing CA", issuer.root("Root CA")));
		assertThat(reason(CertificateChanges.certificate(2, leaf))).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void validateWhenPrivateKeyIsAnothersRejects(KeyAlgorithm other) {
		IssuedCertificate stranger = CertificateIssuer.of(other, CLOCK).root("stranger");
		assertThat(reason(CertificateChanges.certificate(2, OLD.chain(), stranger))).isEqualTo(
				"The private key of the " + CertificateChanges.describe(2) + " does not belong to the certificate.");
	}

	@Test
	void validateWhenCertificateIsAddedLooksAtItToo() {
		VaultObject added = CertificateChanges.certificate(2, OLD.chain(), ISSUER.root("stranger"));
		assertThat(this.validator.validate(CertificateChanges.rotation("certificate/web", null, added))).hasSize(1);
	}

	@Test
	void validateNamesOldAndNewVersion() {
		VaultObject broken = CertificateChanges.certificate(2, OLD.chain(), ISSUER.root("stranger"));
		assertThat(this.validator.validate(rotation("certificate/web", broken))).first()
			.hasToString(
					"app.key (certificate 'web' of vault 'payments': 00000001 to 00000002): The private key of the "
							+ CertificateChanges.describe(2) + " does not belong to the certificate.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "certificate/web", "certificate/web#pkcs12" })
	void validateWhenPrivateKeyIsGoneRejects(String reference) {
		VaultObject closed = CertificateChanges.certificate(2, renewed().chain(), null);
		assertThat(reason(reference, closed)).isEqualTo("The private key of the " + CertificateChanges.describe(2)
				+ " may not leave the vault, while that of the version in force may.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "certificate/web#chain", "certificate/web#leaf" })
	void validateWhenPrivateKeyThatIsNotAskedForIsGoneLetsItThrough(String reference) {
		assertThat(reason(reference, CertificateChanges.certificate(2, renewed().chain(), null))).isNull();
	}

	@Test
	void validateWhenChainBrokeRejects() {
		List<X509Certificate> broken = List.of(OLD.certificate(), ISSUER.root("Other CA").certificate());
		assertThat(reason(CertificateChanges.certificate(2, broken, OLD)))
			.isEqualTo("The " + CertificateChanges.describe(2)
					+ " has an incomplete chain: its 2 certificates do not make one chain.");
	}

	@Test
	void validateWhenChainIsAsIncompleteAsBeforeLetsItThrough() {
		X509Certificate other = ISSUER.root("Other CA").certificate();
		IssuedCertificate renewed = renewed();
		VaultObject before = CertificateChanges.certificate(1, List.of(OLD.certificate(), other), OLD);
		VaultObject after = CertificateChanges.certificate(2, List.of(renewed.certificate(), other), renewed);
		assertThat(this.validator.validate(CertificateChanges.rotation("certificate/web", before, after))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "-2, -1, expired at 2026-11-23T12:00:00Z.", "-1, 0, expired at 2026-11-24T12:00:00Z.",
			"1, 2, is not valid before 2026-11-25T12:00:00Z." })
	void validateWhenLeafIsOutOfDateRejects(int start, int end, String violation) {
		IssuedCertificate leaf = issuer(start, end).leaf("web", ROOT, "localhost");
		assertThat(reason(CertificateChanges.certificate(2, leaf)))
			.isEqualTo("The " + CertificateChanges.describe(2) + " " + violation);
	}

	@Test
	void validateWhenIntermediateIsOutOfDateRejects() {
		IssuedCertificate leaf = ISSUER.leaf("web", issuer(-2, -1).intermediate("Issuing CA", ROOT), "localhost");
		assertThat(reason(CertificateChanges.certificate(2, leaf))).isEqualTo("The " + CertificateChanges.describe(2)
				+ " has an issuer, 'CN=Issuing CA', that expired at 2026-11-23T12:00:00Z.");
	}

	@Test
	void validateWhenRootIsOutOfDateLetsItThrough() {
		IssuedCertificate leaf = ISSUER.leaf("web", issuer(-2, -1).root("Root CA"), "localhost");
		assertThat(reason(CertificateChanges.certificate(2, leaf))).isNull();
	}

	@Test
	void validateWhenObjectIsNoCertificateLetsItThrough() {
		assertThat(this.validator.validate(CertificateChanges.rotation("secret/web",
				TestObjects.secret("web", "s3cret-n4me-of-a"), TestObjects.secret("web", "s3cret-n4me-of-b"))))
			.isEmpty();
	}

	@Test
	void findKeyFaultWhenCertificateHasNoPrivateKeyFindsNothing() {
		assertThat(CertificateValidator.findKeyFault(CertificateChanges.certificate(1, OLD.chain(), null))).isNull();
	}

	private @Nullable String reason(VaultObject after) {
		return reason("certificate/web", after);
	}

	private @Nullable String reason(String reference, VaultObject after) {
		return this.validator.validate(rotation(reference, after))
			.stream()
			.map(RejectedChange::reason)
			.findFirst()
			.orElse(null);
	}

	private static Rotation rotation(String reference, VaultObject after) {
		return CertificateChanges.rotation(reference, CertificateChanges.certificate(1, OLD), after);
	}

	private static IssuedCertificate renewed() {
		return ISSUER.leaf("web", ROOT, "localhost");
	}

	private static CertificateIssuer issuer(int start, int end) {
		return ISSUER.validity(NOW.plus(Duration.ofDays(start)), NOW.plus(Duration.ofDays(end)));
	}

}
