package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.kubernetes.EntrySource.PlainEntry;
import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretReconciler}, on whichever cluster there is.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class SecretReconcilerTests {

	private static final Map<String, String> PASSWORD_ONLY = Map.of("databasepassword", ReconcilerFixture.PASSWORD);

	private ReconcilerFixture app;

	@BeforeEach
	void join(ReconcilerFixture fixture) {
		this.app = fixture;
	}

	private List<WriteOutcome> apply(SecretDeclaration secret, int version) {
		return this.app.target(secret).apply(ReconcilerFixture.fooValues(version).snapshot());
	}

	@Test
	void applyWhenSecretIsAbsentCreatesIt() {
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 1))).containsExactly(WriteResult.CREATED);
		Secret secret = this.app.live();
		assertThat(secret.getType()).isEqualTo("Opaque");
		assertThat(secret.getData()).containsOnlyKeys("databasepassword", "clientsecret");
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-1");
		assertThat(this.app.text("clientsecret")).isEqualTo("s3cret-of-client-1");
	}

	@Test
	void applyWhenSecretIsAbsentMarksItWithObjectsAndVersions() {
		apply(this.app.declaration(SecretPolicy.DEFAULTS, PASSWORD_ONLY), 1);
		Secret secret = this.app.live();
		assertThat(secret.getMetadata().getLabels()).containsOnly(Map.entry("app.kubernetes.io/managed-by", "keyvault"),
				Map.entry("keyvault.dev/application", "shop"));
		assertThat(secret.getMetadata().getAnnotations()).containsOnly(Map.entry("keyvault.dev/origins",
				"{\"databasepassword\":[\"https://payments-kv.vault.azure.net/secrets/spring-datasource-password/%s\"]}"
					.formatted(TestObjects.version(1))),
				Map.entry("keyvault.dev/written-at", "2026-11-24T12:00:00Z"),
				Map.entry("keyvault.dev/on-removal", "retain"));
	}

	@Test
	void applyWhenMetadataIsDeclaredWritesIt() {
		SecretDeclaration plain = this.app.fooSecrets();
		apply(new SecretDeclaration(plain.id(), plain.type(), plain.sources(),
				new SecretMetadata(Map.of("team", "checkout"), Map.of("contact", "checkout@example.org")),
				plain.policy()), 1);
		assertThat(this.app.live().getMetadata().getLabels()).containsEntry("team", "checkout");
		assertThat(this.app.live().getMetadata().getAnnotations()).containsEntry("contact", "checkout@example.org");
	}

	@Test
	void applyWhenLabelIsNotDeclaredAnyMoreRemovesIt() {
		SecretDeclaration plain = this.app.fooSecrets();
		apply(new SecretDeclaration(plain.id(), plain.type(), plain.sources(),
				new SecretMetadata(Map.of("team", "checkout"), Map.of()), plain.policy()), 1);
		apply(plain, 1);
		assertThat(this.app.live().getMetadata().getLabels()).doesNotContainKey("team");
	}

	@Test
	void applyWhenEntriesHaveUncommonNamesKeepsThem() {
		apply(this.app.declaration(SecretPolicy.DEFAULTS, Map.of(".dockerconfigjson", ReconcilerFixture.PASSWORD,
				"DB_PASSWORD", ReconcilerFixture.CLIENT_SECRET)), 1);
		assertThat(this.app.live().getData()).containsOnlyKeys(".dockerconfigjson", "DB_PASSWORD");
	}

	@Test
	void applyWhenValueIsBinaryKeepsEveryByte() {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		this.app.target(this.app.declaration(SecretPolicy.DEFAULTS, Map.of("store.p12", "app.store")))
			.apply(Values.none().with("app.store", SensitiveValue.of(bytes), 1).snapshot());
		assertThat(Base64.getDecoder().decode(this.app.live().getData().get("store.p12"))).isEqualTo(bytes);
	}

	@Test
	void applyWhenNothingChangedWritesNothing() {
		apply(this.app.fooSecrets(), 1);
		Secret before = this.app.live();
		this.app.clock().move(Duration.ofHours(1));
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 1))).containsExactly(WriteResult.UNCHANGED);
		assertThat(this.app.live()).isEqualTo(before);
	}

	@Test
	void applyWhenValueChangedWritesIt() {
		apply(this.app.fooSecrets(), 1);
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 2))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
	}

	private SecretDeclaration withOptionalEntry() {
		return new SecretDeclaration(this.app.id(ReconcilerFixture.NAME), SecretType.OPAQUE,
				List.of(new PlainEntry("databasepassword", Values.key(ReconcilerFixture.PASSWORD), false),
						new PlainEntry("clientsecret", Values.key(ReconcilerFixture.CLIENT_SECRET), true)),
				SecretMetadata.NONE, SecretPolicy.DEFAULTS);
	}

	@Test
	void applyWhenOptionalKeyIsAbsentRemovesItsEntry() {
		apply(withOptionalEntry(), 1);
		this.app.target(withOptionalEntry())
			.apply(Values.none().with(ReconcilerFixture.PASSWORD, "s3cret-pa55-of-db-2", 2).snapshot());
		assertThat(this.app.live().getData()).containsOnlyKeys("databasepassword");
	}

	@Test
	void applyWhenVaultOfKeyHasNotAnsweredLeavesSecretUntilItHas() {
		apply(withOptionalEntry(), 1);
		this.app.unread().add(Values.key(ReconcilerFixture.CLIENT_SECRET));
		SecretReconciler target = this.app.target(withOptionalEntry());
		Values values = Values.none().with(ReconcilerFixture.PASSWORD, "s3cret-pa55-of-db-2", 2);
		assertThat(ReconcilerFixture.message(target.apply(values.snapshot()))).isEqualTo(this.app
			.id(ReconcilerFixture.NAME)
			.describe()
				+ " cannot be written: key 'app.client-secret' is not known, since its vault has not answered yet. Nothing; the Secret stays as it is until then.");
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-1");
		this.app.unread().clear();
		assertThat(ReconcilerFixture.results(target.apply(values.snapshot()))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.live().getData()).containsOnlyKeys("databasepassword");
	}

	@Test
	void retryWhenVaultOfKeyHasAnsweredWritesSecret() {
		this.app.unread().add(Values.key(ReconcilerFixture.CLIENT_SECRET));
		SecretReconciler target = this.app.target(withOptionalEntry());
		target.apply(Values.none().with(ReconcilerFixture.PASSWORD, "s3cret-pa55-of-db-2", 2).snapshot());
		this.app.unread().clear();
		this.app.clock().move(Duration.between(this.app.clock().instant(), target.retryAt()));
		assertThat(ReconcilerFixture.results(target.retry())).containsExactly(WriteResult.CREATED);
	}

	@Test
	void applyWhenEntryIsNotDeclaredAnyMoreRemovesIt() {
		apply(this.app.fooSecrets(), 1);
		apply(this.app.declaration(SecretPolicy.DEFAULTS, PASSWORD_ONLY), 1);
		assertThat(this.app.live().getData()).containsOnlyKeys("databasepassword");
	}

	@Test
	void applyWhenOthersHaveEntriesLeavesThem() {
		apply(this.app.fooSecrets(), 1);
		this.app.applyAs("helm", "extra", "s3cret-0ther-value");
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 1))).containsExactly(WriteResult.UNCHANGED);
		apply(this.app.declaration(SecretPolicy.DEFAULTS, PASSWORD_ONLY), 2);
		assertThat(this.app.live().getData()).containsOnlyKeys("databasepassword", "extra");
	}

	@Test
	void applyWhenOtherManagerHoldsFieldReportsConflict() {
		apply(this.app.fooSecrets(), 1);
		this.app.applyAs("helm", "databasepassword", "s3cret-0ther-value");
		List<WriteOutcome> outcomes = apply(this.app.fooSecrets(), 2);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.CONFLICT);
		assertThat(ReconcilerFixture.message(outcomes)).isEqualTo(this.app.id(ReconcilerFixture.NAME).describe()
				+ " was not written: field '.data.databasepassword' is held by \"helm\". Take the fields out of one of the two configurations, leave the Secret alone with 'on-conflict: skip', or take the fields over with 'on-conflict: force'.");
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-0ther-value");
		assertThat(this.app.text("clientsecret")).isEqualTo("s3cret-of-client-1");
	}

	@Test
	void applyWhenConflictIsToBeSkippedLeavesSecret() {
		apply(this.app.fooSecrets(), 1);
		this.app.applyAs("helm", "databasepassword", "s3cret-0ther-value");
		assertThat(ReconcilerFixture.results(apply(this.app.declaration(ReconcilerFixture.SKIP, PASSWORD_ONLY), 2)))
			.containsExactly(WriteResult.SKIPPED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-0ther-value");
	}

	@Test
	void applyWhenConflictIsToBeForcedTakesFieldOver() {
		apply(this.app.fooSecrets(), 1);
		this.app.applyAs("helm", "databasepassword", "s3cret-0ther-value");
		assertThat(ReconcilerFixture.results(apply(this.app.declaration(ReconcilerFixture.FORCE, PASSWORD_ONLY), 2)))
			.containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
	}

	@Test
	void applyWhenSecretIsForeignLeavesIt() {
		this.app.createForeign("databasepassword", "s3cret-0ther-value");
		List<WriteOutcome> outcomes = apply(this.app.fooSecrets(), 1);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.CONFLICT);
		assertThat(ReconcilerFixture.message(outcomes)).isEqualTo(this.app.id(ReconcilerFixture.NAME).describe()
				+ " exists and was not written by this application; its field managers: 'kubectl-edit'. Choose another name, delete that Secret, or take it over with 'on-conflict: force'.");
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-0ther-value");
	}

	@Test
	void applyWhenSecretIsForeignAndForcedTakesItOver() {
		this.app.createForeign("databasepassword", "s3cret-0ther-value");
		apply(this.app.declaration(ReconcilerFixture.FORCE, PASSWORD_ONLY), 1);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-1");
	}

	@Test
	void applyWhenSecretWasEditedRepairsIt() {
		apply(this.app.fooSecrets(), 1);
		this.app.edit("databasepassword", "s3cret-0ther-value");
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 1))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-1");
	}

	private Values store(byte[] encoding) {
		return Values.none()
			.with(Values.mapping(ReconcilerFixture.PASSWORD, "certificate/web#pkcs12"), SensitiveValue.of(encoding), 7);
	}

	@Test
	void applyWhenAnotherReplicaEncodedSameCertificateWritesNothing() {
		SecretDeclaration secret = this.app.declaration(SecretPolicy.DEFAULTS,
				Map.of("store", ReconcilerFixture.PASSWORD));
		this.app.target(secret).apply(store(new byte[] { 0, -1, 1 }).snapshot());
		SecretReconciler replica = this.app.target(secret);
		assertThat(ReconcilerFixture.results(replica.apply(store(new byte[] { 0, -1, 2 }).snapshot())))
			.containsExactly(WriteResult.UNCHANGED);
		assertThat(ReconcilerFixture.results(replica.repair(secret.id()))).containsExactly(WriteResult.UNCHANGED);
	}

	@Test
	void applyWhenEncodedCertificateWasEditedRepairsIt() {
		SecretDeclaration secret = this.app.declaration(SecretPolicy.DEFAULTS,
				Map.of("store", ReconcilerFixture.PASSWORD));
		SecretReconciler target = this.app.target(secret);
		target.apply(store(new byte[] { 0, -1, 1 }).snapshot());
		this.app.edit("store", "s3cret-0ther-value");
		assertThat(ReconcilerFixture.results(target.repair(secret.id()))).containsExactly(WriteResult.UPDATED);
	}

	@Test
	void applyWhenEntryWasAddedByHandBeforeItWasDeclaredReportsConflict() {
		apply(this.app.declaration(SecretPolicy.DEFAULTS, PASSWORD_ONLY), 1);
		this.app.edit("clientsecret", "s3cret-0ther-value");
		List<WriteOutcome> outcomes = apply(this.app.fooSecrets(), 1);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.CONFLICT);
		assertThat(ReconcilerFixture.message(outcomes))
			.contains("field '.data.clientsecret' is held by \"kubectl-edit\" using v1");
	}

	@Test
	void applyWhenSecretWasDeletedCreatesItAgain() {
		apply(this.app.fooSecrets(), 1);
		this.app.delete();
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 1))).containsExactly(WriteResult.CREATED);
	}

	@Test
	void applyWhenReplicaDoesNotLeadWritesNothing() {
		SecretReconciler target = this.app.target(this.app.connect(), () -> false, this.app.fooSecrets());
		assertThat(ReconcilerFixture.results(target.apply(ReconcilerFixture.fooValues(1).snapshot())))
			.containsExactly(WriteResult.LEFT_TO_LEADER);
		assertThat(this.app.live()).isNull();
	}

	@Test
	void applyWhenLabelIsRefusedTellsField() {
		SecretDeclaration plain = this.app.fooSecrets();
		List<WriteOutcome> outcomes = apply(new SecretDeclaration(plain.id(), plain.type(), plain.sources(),
				new SecretMetadata(Map.of("team", "not a label"), Map.of()), plain.policy()), 1);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.FAILED);
		assertThat(ReconcilerFixture.message(outcomes)).startsWith("The API server did not take "
				+ this.app.id(ReconcilerFixture.NAME).describe() + " (HTTP 422): 'metadata.labels': Invalid value");
	}

	@Test
	void applyWhenNamespaceIsAbsentSaysSo() {
		SecretDeclaration secret = new SecretDeclaration(new SecretId("keyvault-no-such", ReconcilerFixture.NAME),
				SecretType.OPAQUE, this.app.fooSecrets().sources(), SecretMetadata.NONE, SecretPolicy.DEFAULTS);
		assertThat(ReconcilerFixture.message(apply(secret, 1))).isEqualTo(
				"The API server did not take Secret 'foo-secrets' in namespace 'keyvault-no-such' (HTTP 404): there is no such namespace, or it was just deleted. Create the namespace 'keyvault-no-such', or correct its name.");
	}

	private SecretDeclaration labelled(String team) {
		SecretDeclaration plain = this.app.fooSecrets();
		return new SecretDeclaration(plain.id(), plain.type(), plain.sources(),
				new SecretMetadata(Map.of("team", team), Map.of("contact", "checkout@example.org")), plain.policy());
	}

	@Test
	void applyWhenDeclaredLabelWasEditedRepairsItAndWritesValues() {
		apply(labelled("checkout"), 1);
		this.app.label("team", "till");
		this.app.annotate("contact", "till@example.org");
		assertThat(ReconcilerFixture.results(apply(labelled("checkout"), 2))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.live().getMetadata().getLabels()).containsEntry("team", "checkout");
		assertThat(this.app.live().getMetadata().getAnnotations()).containsEntry("contact", "checkout@example.org");
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
	}

	@Test
	void applyWhenLabelIsHeldByServerSideApplyReportsConflict() {
		apply(labelled("checkout"), 1);
		this.app.applyLabelAs("helm", "team", "till");
		assertThat(ReconcilerFixture.message(apply(labelled("checkout"), 2)))
			.contains("field '.metadata.labels.team' is held by \"helm\"");
	}

	@Test
	void applyWhenSecretIsManagedByOthersLeavesThatLabel() {
		this.app.createForeign("extra", "s3cret-0ther-value");
		this.app.label("app.kubernetes.io/managed-by", "Helm");
		assertThat(ReconcilerFixture.results(apply(this.app.declaration(ReconcilerFixture.FORCE, PASSWORD_ONLY), 1)))
			.containsExactly(WriteResult.UPDATED);
		assertThat(this.app.live().getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "Helm")
			.containsEntry("keyvault.dev/application", "shop");
		assertThat(ReconcilerFixture.results(apply(this.app.declaration(SecretPolicy.DEFAULTS, PASSWORD_ONLY), 1)))
			.containsExactly(WriteResult.UNCHANGED);
	}

	@Test
	void applyWhenOthersTakeOverManagementLeavesTheirLabel() {
		apply(this.app.fooSecrets(), 1);
		this.app.applyLabelAs("helm", "app.kubernetes.io/managed-by", "Helm");
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 2))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.live().getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "Helm");
		assertThat(ReconcilerFixture.results(apply(this.app.fooSecrets(), 2))).containsExactly(WriteResult.UNCHANGED);
	}

	@Test
	void applyWhenOtherManagerHoldsEntryAsStringDataReportsConflict() {
		apply(this.app.fooSecrets(), 1);
		this.app.applyTextAs("helm", "databasepassword", "s3cret-0ther-value");
		List<WriteOutcome> outcomes = apply(this.app.fooSecrets(), 2);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.CONFLICT);
		assertThat(ReconcilerFixture.message(outcomes)).isEqualTo(this.app.id(ReconcilerFixture.NAME).describe()
				+ " was not written: field '.stringData.databasepassword' is held by \"helm\". Take the fields out of one of the two configurations, leave the Secret alone with 'on-conflict: skip', or take the fields over with 'on-conflict: force'.");
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-0ther-value");
	}

	@Test
	void applyWhenDockerDocumentIsBase64TellsEntryAndCure() {
		SecretDeclaration secret = this.app.declaration("registry", SecretType.DOCKER_CONFIG_JSON,
				SecretPolicy.DEFAULTS, Map.of(".dockerconfigjson", "app.registry"));
		assertThat(ReconcilerFixture.message(
				this.app.target(secret).apply(Values.none().with("app.registry", "eyJhdXRocyI6e319", 1).snapshot())))
			.isEqualTo("The API server did not take " + this.app.id("registry").describe()
					+ " (HTTP 422): 'data[.dockerconfigjson]'. Correct the value in the vault, or the type of the Secret, which asks for content of another form; what the vault has as Base64 is decoded by '#base64' at the end of its reference.");
	}

}
