package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Secrets that Kubernetes does not let change.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class FrozenSecretTests {

	private static final Map<String, String> ENTRIES = Map.of("databasepassword", ReconcilerFixture.PASSWORD);

	private ReconcilerFixture app;

	@BeforeEach
	void join(ReconcilerFixture fixture) {
		this.app = fixture;
		apply(this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES), 1);
	}

	private List<WriteOutcome> apply(SecretDeclaration secret, int version) {
		return this.app.target(secret).apply(ReconcilerFixture.fooValues(version).snapshot());
	}

	private void freeze() {
		this.app.edit((secret) -> secret.withImmutable(true));
	}

	@Test
	void applyWhenImmutableSecretIsAsDeclaredWritesNothing() {
		freeze();
		assertThat(ReconcilerFixture.results(apply(this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES), 1)))
			.containsExactly(WriteResult.UNCHANGED);
	}

	@Test
	void applyWhenImmutableSecretHasToChangeReportsIt() {
		freeze();
		List<WriteOutcome> outcomes = apply(this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES), 2);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.FAILED);
		assertThat(ReconcilerFixture.message(outcomes)).isEqualTo(this.app.id(ReconcilerFixture.NAME).describe()
				+ " cannot be changed: it is immutable and its entries have to change. Delete the Secret, or let it be deleted and created anew with 'immutable: replace'.");
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-1");
	}

	@Test
	void applyWhenImmutableSecretMayBeReplacedCreatesItAnewAndImmutable() {
		freeze();
		assertThat(ReconcilerFixture.results(apply(this.app.declaration(ReconcilerFixture.REPLACE, ENTRIES), 2)))
			.containsExactly(WriteResult.REPLACED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
		assertThat(this.app.live().getImmutable()).isTrue();
	}

	@Test
	void applyWhenReplacedSecretIsAsDeclaredWritesNothing() {
		freeze();
		apply(this.app.declaration(ReconcilerFixture.REPLACE, ENTRIES), 2);
		assertThat(ReconcilerFixture.results(apply(this.app.declaration(ReconcilerFixture.REPLACE, ENTRIES), 2)))
			.containsExactly(WriteResult.UNCHANGED);
	}

	@Test
	void applyWhenOnlyMetadataOfImmutableSecretChangesWritesIt() {
		freeze();
		SecretDeclaration plain = this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES);
		assertThat(ReconcilerFixture.results(apply(new SecretDeclaration(plain.id(), plain.type(), plain.sources(),
				new SecretMetadata(Map.of("team", "checkout"), Map.of()), plain.policy()), 1)))
			.containsExactly(WriteResult.UPDATED);
		assertThat(this.app.live().getImmutable()).isTrue();
	}

	@Test
	void applyWhenReplacingWouldLoseEntriesOfOthersReportsIt() {
		this.app.applyAs("helm", "extra", "s3cret-0ther-value");
		freeze();
		List<WriteOutcome> outcomes = apply(this.app.declaration(ReconcilerFixture.REPLACE, ENTRIES), 2);
		assertThat(ReconcilerFixture.message(outcomes))
			.contains("it would have to be deleted and created anew, and others have put the entries 'extra' into it");
		assertThat(this.app.live().getData()).containsKey("extra");
	}

	@Test
	void applyWhenTypeHasToChangeReportsIt() {
		List<WriteOutcome> outcomes = apply(this.app.declaration(ReconcilerFixture.NAME,
				new SecretType("example.org/db"), SecretPolicy.DEFAULTS, ENTRIES), 1);
		assertThat(ReconcilerFixture.message(outcomes))
			.contains("cannot be changed: its type is 'Opaque' and has to become 'example.org/db'.");
	}

	@Test
	void applyWhenTypeMayChangeReplacesSecret() {
		apply(this.app.declaration(ReconcilerFixture.NAME, new SecretType("example.org/db"), ReconcilerFixture.REPLACE,
				ENTRIES), 1);
		assertThat(this.app.live().getType()).isEqualTo("example.org/db");
		assertThat(this.app.live().getImmutable()).isNull();
	}

	@Test
	void applyWhenReplacedSecretWaitsForFinalizerSaysSoAndGoesOnWhenItIsGone() {
		this.app.edit((secret) -> secret.editMetadata().addToFinalizers("example.org/backup").endMetadata());
		freeze();
		SecretReconciler target = this.app.target(this.app.declaration(ReconcilerFixture.REPLACE, ENTRIES));
		for (int attempt = 0; attempt < 2; attempt++) {
			assertThat(ReconcilerFixture.message(target.apply(ReconcilerFixture.fooValues(2).snapshot())))
				.isEqualTo(this.app.id(ReconcilerFixture.NAME).describe()
						+ " cannot be changed: it is being deleted, and waits for its finalizers: 'example.org/backup'. Nothing, if whoever set the finalizers takes them off; the Secret is created anew when it is gone.");
			this.app.clock().move(Duration.ofMinutes(10));
		}
		this.app.edit((secret) -> secret.editMetadata().withFinalizers().endMetadata());
		assertThat(ReconcilerFixture.results(target.retry())).containsExactly(WriteResult.REPLACED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
		assertThat(this.app.live().getImmutable()).isTrue();
	}

}
