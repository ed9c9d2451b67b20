package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.kubernetes.SecretOutcome.Result;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UndeclaredSecrets}, on whichever cluster there is.
 */
@ExtendWith(ClusterExtension.class)
class UndeclaredSecretsTests {

	private static final SecretPolicy DELETE = new SecretPolicy(OnConflict.FAIL, OnRemoval.DELETE, OnImmutable.FAIL,
			Owner.NONE);

	private Cluster cluster;

	private TargetFixture app;

	@BeforeEach
	void join(Cluster cluster, TargetFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	private SecretDeclaration secret(String name, SecretPolicy policy) {
		return this.app.declaration(name, SecretType.OPAQUE, policy, Map.of("password", TargetFixture.PASSWORD));
	}

	private void write(String application, SecretDeclaration... secrets) {
		this.app
			.target(this.app.connect(), Leadership.EVERYONE, new TargetSettings(application, null, List.of(secrets)))
			.apply(TargetFixture.fooValues(1).snapshot());
	}

	private List<SecretOutcome> remove(Leadership leadership, SecretDeclaration... declared) {
		return new UndeclaredSecrets(this.app.connect(), TargetFixture.settings(declared), leadership)
			.remove(this.cluster.namespace());
	}

	@Test
	void removeWhenSecretIsToBeDeletedDeletesIt() {
		write("shop", secret("first", DELETE), secret("second", DELETE));
		assertThat(TargetFixture.results(remove(Leadership.EVERYONE, secret("first", DELETE))))
			.containsExactly(Result.DELETED);
		assertThat(this.app.live("first")).isNotNull();
		assertThat(this.app.live("second")).isNull();
	}

	@Test
	void removeWhenSecretIsToBeRetainedLeavesIt() {
		write("shop", secret("first", SecretPolicy.DEFAULTS));
		assertThat(TargetFixture.results(remove(Leadership.EVERYONE))).containsExactly(Result.RETAINED);
		assertThat(this.app.live("first")).isNotNull();
	}

	@Test
	void removeWhenSecretIsOfAnotherApplicationLeavesIt() {
		write("billing", secret("first", DELETE));
		assertThat(remove(Leadership.EVERYONE)).isEmpty();
		assertThat(this.app.live("first")).isNotNull();
	}

	@Test
	void removeWhenReplicaDoesNotLeadLeavesIt() {
		write("shop", secret("first", DELETE));
		assertThat(TargetFixture.results(remove(() -> false))).containsExactly(Result.LEFT_TO_LEADER);
		assertThat(this.app.live("first")).isNotNull();
	}

}
