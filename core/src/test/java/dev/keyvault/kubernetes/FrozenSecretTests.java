package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.kubernetes.SecretOutcome.Result;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Secrets that Kubernetes does not let change.
 */
@ExtendWith(ClusterExtension.class)
class FrozenSecretTests {

	private static final Map<String, String> ENTRIES = Map.of("databasepassword", TargetFixture.PASSWORD);

	private Cluster cluster;

	private TargetFixture app;

	@BeforeEach
	void join(Cluster cluster, TargetFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
		apply(this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES), 1);
	}

	private List<SecretOutcome> apply(SecretDeclaration secret, int version) {
		return this.app.target(secret).apply(TargetFixture.fooValues(version).snapshot());
	}

	private void freeze() {
		this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withName(TargetFixture.NAME)
			.edit((secret) -> new SecretBuilder(secret).withImmutable(true).build());
	}

	@Test
	void applyWhenImmutableSecretIsAsDeclaredWritesNothing() {
		freeze();
		assertThat(TargetFixture.results(apply(this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES), 1)))
			.containsExactly(Result.UNCHANGED);
	}

	@Test
	void applyWhenImmutableSecretHasToChangeReportsIt() {
		freeze();
		List<SecretOutcome> outcomes = apply(this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES), 2);
		assertThat(TargetFixture.results(outcomes)).containsExactly(Result.FAILED);
		assertThat(TargetFixture.message(outcomes)).isEqualTo(this.app.id(TargetFixture.NAME).describe()
				+ " cannot be changed: it is immutable and its entries have to change. Delete the Secret, or let it be deleted and created anew with 'immutable: replace'.");
		assertThat(this.app.text("databasepassword")).isEqualTo("pa55-of-db-1");
	}

	@Test
	void applyWhenImmutableSecretMayBeReplacedCreatesItAnewAndImmutable() {
		freeze();
		assertThat(TargetFixture.results(apply(this.app.declaration(TargetFixture.REPLACE, ENTRIES), 2)))
			.containsExactly(Result.REPLACED);
		assertThat(this.app.text("databasepassword")).isEqualTo("pa55-of-db-2");
		assertThat(this.app.live().getImmutable()).isTrue();
	}

	@Test
	void applyWhenReplacedSecretIsAsDeclaredWritesNothing() {
		freeze();
		apply(this.app.declaration(TargetFixture.REPLACE, ENTRIES), 2);
		assertThat(TargetFixture.results(apply(this.app.declaration(TargetFixture.REPLACE, ENTRIES), 2)))
			.containsExactly(Result.UNCHANGED);
	}

	@Test
	void applyWhenOnlyMetadataOfImmutableSecretChangesWritesIt() {
		freeze();
		SecretDeclaration plain = this.app.declaration(SecretPolicy.DEFAULTS, ENTRIES);
		assertThat(TargetFixture.results(apply(new SecretDeclaration(plain.id(), plain.type(), plain.sources(),
				new SecretMetadata(Map.of("team", "checkout"), Map.of()), plain.policy()), 1)))
			.containsExactly(Result.UPDATED);
		assertThat(this.app.live().getImmutable()).isTrue();
	}

	@Test
	void applyWhenReplacingWouldLoseEntriesOfOthersReportsIt() {
		this.app.applyAs("helm", "extra", "0ther-value");
		freeze();
		List<SecretOutcome> outcomes = apply(this.app.declaration(TargetFixture.REPLACE, ENTRIES), 2);
		assertThat(TargetFixture.message(outcomes))
			.contains("it would have to be deleted and created anew, and others have put the entries 'extra' into it");
		assertThat(this.app.live().getData()).containsKey("extra");
	}

	@Test
	void applyWhenTypeHasToChangeReportsIt() {
		List<SecretOutcome> outcomes = apply(this.app.declaration(TargetFixture.NAME, new SecretType("example.org/db"),
				SecretPolicy.DEFAULTS, ENTRIES), 1);
		assertThat(TargetFixture.message(outcomes))
			.contains("cannot be changed: its type is 'Opaque' and has to become 'example.org/db'.");
	}

	@Test
	void applyWhenTypeMayChangeReplacesSecret() {
		apply(this.app.declaration(TargetFixture.NAME, new SecretType("example.org/db"), TargetFixture.REPLACE,
				ENTRIES), 1);
		assertThat(this.app.live().getType()).isEqualTo("example.org/db");
		assertThat(this.app.live().getImmutable()).isNull();
	}

}
