package dev.keyvault.azure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.test.AccessRule;
import dev.keyvault.test.EmbeddedKey;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedSecret;
import dev.keyvault.test.ObjectType;
import dev.keyvault.test.Operation;
import dev.keyvault.test.VersionAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link AzureObjectSource} against a vault that speaks the real protocol.
 */
@Tag("jdk")
class AzureObjectSourceTests {

	private final AzureFixture fixture = new AzureFixture();

	private final EmbeddedKeyVault embedded = EmbeddedKeyVault.start();

	private final Vault vault = AzureFixture.vault(this.embedded);

	private final ObjectSource source = this.fixture.open(AzureFixture.withToken(this.embedded));

	@AfterEach
	void close() {
		this.fixture.close();
		this.embedded.close();
	}

	@Test
	void readWhenSecretGivesValueAndVersion() {
		String version = this.embedded.putSecret("db-password", "s3cr€t");
		VaultObject read = this.fixture.read(this.source, AzureFixture.secret(this.vault, "DB-password"));
		assertThat(read).isInstanceOfSatisfying(VaultObject.Secret.class, (secret) -> {
			assertThat(secret.id()).hasToString(this.vault.endpoint() + "/secrets/DB-password/" + version);
			assertThat(secret.value().reveal()).isEqualTo("s3cr€t");
			assertThat(secret.value().isBinary()).isFalse();
		});
	}

	@Test
	void readWhenSecretHasAttributesGivesThem() {
		Instant start = Instant.parse("2026-01-01T00:00:00Z");
		Instant end = Instant.parse("2027-01-01T00:00:00Z");
		this.embedded.put(EmbeddedSecret.named("db-password")
			.attributes(VersionAttributes.DEFAULT.notBefore(start).expires(end)));
		VaultObject read = this.fixture.read(this.source, AzureFixture.secret(this.vault, "db-password"));
		assertThat(read.attributes().enabled()).isTrue();
		assertThat(read.attributes().notBefore()).isEqualTo(start);
		assertThat(read.attributes().expires()).isEqualTo(end);
		assertThat(read.attributes().created()).isBeforeOrEqualTo(Clock.systemUTC().instant());
		assertThat(read.attributes().updated()).isEqualTo(read.attributes().created());
	}

	@Test
	void readWhenVersionIsPinnedGivesThatVersion() {
		ObjectVersion old = new ObjectVersion(this.embedded.putSecret("db-password", "old"));
		this.embedded.putSecret("db-password", "new");
		ObjectId pinned = AzureFixture.secret(this.vault, "db-password").at(old);
		VaultObject read = this.fixture.read(this.source, pinned);
		assertThat(read.id()).isEqualTo(pinned);
		assertThat(((VaultObject.Secret) read).value().reveal()).isEqualTo("old");
	}

	@Test
	void readWhenObjectIsMissingTellsSo() {
		assertRefusal(AzureFixture.secret(this.vault, "nope"), ObjectNotFoundException.class,
				"Secret 'nope' does not exist in vault 'payments' (%s). Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.");
		assertRefusal(AzureFixture.key(this.vault, "nope"), ObjectNotFoundException.class,
				"Key 'nope' does not exist in vault 'payments' (%s). Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.");
		assertRefusal(AzureFixture.certificate(this.vault, "nope"), ObjectNotFoundException.class,
				"Certificate 'nope' does not exist in vault 'payments' (%s). Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.");
	}

	@Test
	void readWhenVersionIsMissingTellsSo() {
		this.embedded.putSecret("db-password", "value");
		ObjectVersion version = new ObjectVersion("0123456789abcdef0123456789abcdef");
		assertRefusal(AzureFixture.secret(this.vault, "db-password").at(version), ObjectNotFoundException.class,
				"Version 0123456789abcdef0123456789abcdef of secret 'db-password' does not exist in vault 'payments' (%s). Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.");
	}

	@Test
	void readWhenObjectIsDisabledTellsSo() {
		this.embedded.putSecret("db-password", "value");
		this.embedded.putCertificate("web");
		this.embedded.setEnabled(ObjectType.SECRET, "db-password", false);
		this.embedded.setEnabled(ObjectType.CERTIFICATE, "web", false);
		assertRefusal(AzureFixture.secret(this.vault, "db-password"), ObjectDisabledException.class,
				"The secret 'db-password' of vault 'payments' (%s) is disabled. Enable it, or write 'optional:' before the reference.");
		assertRefusal(AzureFixture.certificate(this.vault, "web"), ObjectDisabledException.class,
				"The certificate 'web' of vault 'payments' (%s) is disabled. Enable it, or write 'optional:' before the reference.");
		assertRefusal(AzureFixture.key(this.vault, "web"), ObjectDisabledException.class,
				"The key 'web' of vault 'payments' (%s) is disabled. Enable it, or write 'optional:' before the reference.");
		assertThatExceptionOfType(ObjectDisabledException.class)
			.isThrownBy(() -> this.fixture.readPublic(this.source, AzureFixture.certificate(this.vault, "web")));
	}

	@Test
	void readWhenSecretsAreForbiddenNamesPermissionAndRole() {
		this.embedded.access().deny(AccessRule.RBAC, ObjectType.SECRET, Operation.GET);
		assertRefusal(AzureFixture.secret(this.vault, "db-password"), AccessDeniedException.class,
				"Vault 'payments' (%s) does not allow 'secrets/get' for secret 'db-password'. Give the application's identity the role \"Key Vault Secrets User\" on the vault or, if the vault uses access policies, the permission 'secrets/get'. A new grant takes some minutes.");
		assertRefusal(AzureFixture.certificate(this.vault, "web"), AccessDeniedException.class,
				"Vault 'payments' (%s) does not allow 'secrets/get' for certificate 'web'. Give the application's identity the role \"Key Vault Certificate User\" on the vault or, if the vault uses access policies, the permission 'secrets/get'. A new grant takes some minutes.");
	}

	@Test
	void readWhenKeysAreForbiddenNamesPermissionAndRole() {
		this.embedded.access().deny(AccessRule.ACCESS_POLICY, ObjectType.KEY, Operation.GET);
		assertRefusal(AzureFixture.key(this.vault, "signing"), AccessDeniedException.class,
				"Vault 'payments' (%s) does not allow 'keys/get' for key 'signing'. Give the application's identity the role \"Key Vault Crypto User\" on the vault or, if the vault uses access policies, the permission 'keys/get'. A new grant takes some minutes.");
	}

	@Test
	void readWhenFirewallRefusesTellsSo() {
		this.embedded.access().deny(AccessRule.FIREWALL, ObjectType.SECRET, Operation.GET);
		AccessDeniedException refusal = assertRefusal(AzureFixture.secret(this.vault, "db-password"),
				AccessDeniedException.class,
				"The firewall of vault 'payments' (%s) refuses the address of this application. Allow the address or the subnet in the vault's networking settings, or use a private endpoint.");
		assertThat(refusal.reach()).isEqualTo(KeyVaultException.Reach.VAULT);
	}

	@Test
	void readWhenStatusIsUnexpectedTellsItOnceWithoutRetry() {
		this.embedded.faults().respond(400, "BadParameter", "The value s3cret is bad");
		assertRefusal(AzureFixture.secret(this.vault, "db-password"), VaultUnreachableException.class,
				"Vault 'payments' (%s) answered HTTP 400 (BadParameter). Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.");
		assertThat(this.embedded.requests().total()).isOne();
	}

	@Test
	void readWhenBodyIsNotJsonDoesNotQuoteIt() {
		this.embedded.faults().malformedBody();
		VaultUnreachableException failure = assertRefusal(AzureFixture.secret(this.vault, "db-password"),
				VaultUnreachableException.class,
				"Vault 'payments' (%s) answered with something that is not JSON. Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.");
		assertThat(failure).hasNoCause();
	}

	@Test
	void readWhenVaultIsBusyTellsHowLongToWait() {
		this.embedded.faults().respond(503, "ServiceUnavailable", "Down.", Duration.ofMinutes(2));
		VaultUnreachableException failure = assertRefusal(AzureFixture.secret(this.vault, "db-password"),
				VaultUnreachableException.class,
				"Vault 'payments' (%s) answered HTTP 503 (ServiceUnavailable). Look at the state of the vault's region in Azure.");
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void readWhenVaultIsBusyAndGivesNoTimeTellsNone() {
		this.embedded.faults().respond(503, "ServiceUnavailable", "Down.");
		assertThatExceptionOfType(VaultUnreachableException.class)
			.isThrownBy(() -> this.fixture.read(this.source, AzureFixture.secret(this.vault, "db-password")))
			.returns(null, KeyVaultException::retryAfter);
	}

	@Test
	void readWhenVaultThrottlesTellsHowLongToWait() {
		this.embedded.faults().throttle(Duration.ofMinutes(2));
		assertThatExceptionOfType(VaultThrottledException.class)
			.isThrownBy(() -> this.fixture.read(this.source, AzureFixture.key(this.vault, "signing")))
			.returns(Duration.ofMinutes(2), KeyVaultException::retryAfter);
	}

	@Test
	void readWhenBodyBreaksOffTriesAgain() {
		this.embedded.putSecret("db-password", "value");
		this.embedded.faults().times(1).breakOff();
		this.fixture.read(this.source, AzureFixture.secret(this.vault, "db-password"));
		assertThat(this.embedded.requests().count("/secrets/db-password.*")).isEqualTo(2);
	}

	@Test
	void readWhenVaultIsGoneFailsUntilItIsBack() {
		ObjectId id = AzureFixture.secret(this.vault, "db-password");
		this.embedded.putSecret("db-password", "value");
		this.fixture.read(this.source, id);
		this.embedded.disappear();
		assertThatExceptionOfType(VaultUnreachableException.class).isThrownBy(() -> this.fixture.read(this.source, id))
			.withMessageStartingWith(
					"Vault 'payments' (%s) does not accept connections. ".formatted(this.vault.endpoint()));
		this.embedded.reappear();
		assertThat(this.fixture.read(this.source, id)).isInstanceOf(VaultObject.Secret.class);
	}

	@Test
	void readWhenVaultIsNotSetUpFails() {
		Vault other = AzureFixture.vault("other", this.vault.endpoint());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.fixture.read(this.source, AzureFixture.secret(other, "name")))
			.withMessage("Vault 'other' (%s) is not one of those set up here", this.vault.endpoint());
	}

	@Test
	void versionsWhenSecretHasManyGivesAllPages() {
		List<ObjectId> put = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			put.add(AzureFixture.secret(this.vault, "db-password")
				.at(new ObjectVersion(this.embedded.putSecret("db-password", "value " + i))));
		}
		List<ObjectProperties> versions = this.source.versions(AzureFixture.secret(this.vault, "db-password"),
				this.fixture.deadline());
		assertThat(versions).extracting(ObjectProperties::id).containsExactlyInAnyOrderElementsOf(put);
		assertThat(this.embedded.requests().count("/secrets/db-password/versions")).isEqualTo(3);
	}

	@Test
	void versionsWhenKeyOrCertificateHasManyGivesAllPages() {
		for (int i = 0; i < 30; i++) {
			this.embedded.put(Certificates.embedded("web"));
		}
		assertThat(this.source.versions(AzureFixture.key(this.vault, "web"), this.fixture.deadline())).hasSize(30)
			.allSatisfy((version) -> assertThat(version.managed()).isTrue());
		assertThat(this.source.versions(AzureFixture.certificate(this.vault, "web"), this.fixture.deadline()))
			.hasSize(30)
			.allSatisfy((version) -> assertThat(version.id().version()).isNotNull());
	}

	@Test
	void versionsWhenOneIsDisabledGivesItToo() {
		this.embedded.putSecret("db-password", "old");
		this.embedded.setEnabled(ObjectType.SECRET, "db-password", false);
		assertThat(this.source.versions(AzureFixture.secret(this.vault, "db-password"), this.fixture.deadline()))
			.singleElement()
			.satisfies((version) -> assertThat(version.attributes().enabled()).isFalse());
	}

	@Test
	void versionsWhenThereIsNoObjectGivesNone() {
		assertThat(this.source.versions(AzureFixture.secret(this.vault, "nope"), this.fixture.deadline())).isEmpty();
		assertThat(this.source.versions(AzureFixture.key(this.vault, "nope"), this.fixture.deadline())).isEmpty();
		assertThat(this.source.versions(AzureFixture.certificate(this.vault, "nope"), this.fixture.deadline()))
			.isEmpty();
	}

	@Test
	void versionsWhenForbiddenNamesPermissionAndRole() {
		this.embedded.access().deny(AccessRule.RBAC, ObjectType.CERTIFICATE, Operation.LIST);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(
					() -> this.source.versions(AzureFixture.certificate(this.vault, "web"), this.fixture.deadline()))
			.withMessage(
					"Vault 'payments' (%s) does not allow 'certificates/list' for the versions of certificate 'web'. Give the application's identity the role \"Key Vault Certificate User\" on the vault or, if the vault uses access policies, the permission 'certificates/list'. A new grant takes some minutes.",
					this.vault.endpoint());
	}

	@Test
	void secretsGivesAllWithTagsAndWithoutVersions() {
		for (int i = 0; i < 26; i++) {
			this.embedded.putSecret("secret-" + i, "value");
		}
		this.embedded.put(EmbeddedSecret.named("tagged").attributes(VersionAttributes.DEFAULT.tag("app", "payments")));
		this.embedded.put(Certificates.embedded("web"));
		List<ObjectProperties> secrets = this.source.list(this.vault, ObjectKind.SECRET, this.fixture.deadline());
		assertThat(secrets).hasSize(28)
			.allSatisfy((secret) -> assertThat(secret.id().version()).isNull())
			.anySatisfy((secret) -> assertThat(secret.tags()).containsEntry("app", "payments"));
		assertThat(secrets).filteredOn(ObjectProperties::managed)
			.extracting((secret) -> secret.id().name())
			.hasToString("[web]");
	}

	@ParameterizedTest
	@EnumSource(names = { "KEY", "CERTIFICATE" })
	void listWhenThereAreManyGivesAllPagesWithoutVersions(ObjectKind kind) {
		for (int i = 0; i < 60; i++) {
			this.embedded.put(Certificates.embedded("web-" + i));
		}
		List<ObjectProperties> listed = this.source.list(this.vault, kind, this.fixture.deadline());
		assertThat(listed).hasSize(60)
			.extracting(ObjectProperties::id)
			.doesNotHaveDuplicates()
			.allSatisfy((id) -> assertThat(id).hasToString("%s/%s/%s", this.vault.endpoint(), kind.path(), id.name()))
			.allSatisfy((id) -> assertThat(id.version()).isNull());
		assertThat(this.embedded.requests().count("/" + kind.path())).isEqualTo(3);
	}

	@Test
	void listOfKeysTellsWhichBelongToCertificates() {
		this.embedded.put(Certificates.embedded("web"));
		this.embedded.put(EmbeddedKey.symmetric("wrapping").tag("app", "payments"));
		List<ObjectProperties> keys = this.source.list(this.vault, ObjectKind.KEY, this.fixture.deadline());
		assertThat(keys).filteredOn(ObjectProperties::managed)
			.extracting((key) -> key.id().name())
			.hasToString("[web]");
		assertThat(keys).filteredOn((key) -> !key.managed())
			.singleElement()
			.satisfies((key) -> assertThat(key.tags()).containsOnly(entry("app", "payments")));
	}

	@Test
	void listOfCertificatesGivesDisabledOnesAndNoneAsManaged() {
		this.embedded.put(Certificates.embedded("web").enabled(false));
		assertThat(this.source.list(this.vault, ObjectKind.CERTIFICATE, this.fixture.deadline())).singleElement()
			.satisfies((certificate) -> assertThat(certificate.attributes().enabled()).isFalse())
			.satisfies((certificate) -> assertThat(certificate.managed()).isFalse());
	}

	@ParameterizedTest
	@EnumSource(ObjectKind.class)
	void listTellsWhenTheLatestVersionWasPut(ObjectKind kind) {
		MovableClock clock = new MovableClock(Instant.parse("2026-11-23T10:15:30Z"));
		try (EmbeddedKeyVault other = EmbeddedKeyVault.builder().clock(clock).start()) {
			Vault vault = AzureFixture.vault(other);
			ObjectSource source = this.fixture.open(AzureFixture.withToken(other));
			other.put(Certificates.embedded("web"));
			assertThat(updated(source, vault, kind)).isEqualTo("2026-11-23T10:15:30Z");
			clock.move(Duration.ofMinutes(1));
			other.put(Certificates.embedded("web"));
			assertThat(updated(source, vault, kind)).isEqualTo("2026-11-23T10:16:30Z");
		}
	}

	private Instant updated(ObjectSource source, Vault vault, ObjectKind kind) {
		return source.list(vault, kind, this.fixture.deadline()).get(0).attributes().updated();
	}

	@ParameterizedTest
	@CsvSource({ "KEY, keys, Key Vault Crypto User", "CERTIFICATE, certificates, Key Vault Certificate User" })
	void listWhenForbiddenNamesPermissionAndRole(ObjectKind kind, String collection, String role) {
		this.embedded.access().deny(AccessRule.RBAC, ObjectType.valueOf(kind.name()), Operation.LIST);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.source.list(this.vault, kind, this.fixture.deadline()))
			.withMessage("Vault 'payments' (%s) does not allow '%s/list' for the list of %2$s. "
					+ "Give the application's identity the role \"%s\" on the vault or, if the vault uses access policies, "
					+ "the permission '%2$s/list'. A new grant takes some minutes.", this.vault.endpoint(), collection,
					role);
	}

	@ParameterizedTest
	@EnumSource(names = { "KEY", "CERTIFICATE" })
	void listWhenNextLinkIsNoAddressTellsSo(ObjectKind kind) {
		assertThatExceptionOfType(VaultUnreachableException.class).isThrownBy(() -> listLinkedTo("no address", kind))
			.withMessageMatching("Vault 'payments' \\(https://localhost:\\d+\\) sent a link that is no address\\. "
					+ "Check that 'endpoint' is the address of a vault; a proxy may have changed the answer\\.");
	}

	@ParameterizedTest
	@EnumSource(names = { "KEY", "CERTIFICATE" })
	void listWhenNextLinkLeadsElsewhereDoesNotFollowIt(ObjectKind kind) {
		assertThatExceptionOfType(VaultUnreachableException.class)
			.isThrownBy(() -> listLinkedTo(this.embedded.endpoint() + "/keys", kind));
		assertThat(this.embedded.requests().total()).isZero();
	}

	private void listLinkedTo(String link, ObjectKind kind) {
		String page = "{\"value\":[],\"nextLink\":\"%s\"}".formatted(link);
		try (HttpsDouble other = new HttpsDouble(Certificates.EC_LEAF,
				(exchange) -> HttpsDouble.Answer.of(200, page))) {
			Vault changed = AzureFixture.vault("payments", other.endpoint());
			CredentialSettings credential = CredentialSettings.staticToken(SensitiveValue.of("s3cret-t0ken-of-test"));
			this.fixture
				.open(new VaultSettings(changed, Cloud.PUBLIC, credential,
						CertificateTexts.pem(Certificates.ROOT.certificate()), false))
				.list(changed, kind, this.fixture.deadline());
		}
	}

	@Test
	void secretsWhenForbiddenNamesPermissionAndRole() {
		this.embedded.access().deny(AccessRule.RBAC, ObjectType.SECRET, Operation.LIST);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.source.list(this.vault, ObjectKind.SECRET, this.fixture.deadline()))
			.withMessage(
					"Vault 'payments' (%s) does not allow 'secrets/list' for the list of secrets. Give the application's identity the role \"Key Vault Secrets User\" on the vault or, if the vault uses access policies, the permission 'secrets/list'. A new grant takes some minutes.",
					this.vault.endpoint());
	}

	private <T extends KeyVaultException> T assertRefusal(ObjectId id, Class<T> type, String message) {
		T refusal = catchThrowableOfType(type, () -> this.fixture.read(this.source, id));
		assertThat(refusal).isNotNull().hasMessage(message, this.vault.endpoint());
		return refusal;
	}

}
