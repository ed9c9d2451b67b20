package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.fixtures.LeakHarness;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.target.WriteOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes Secrets, well and badly, and looks for values in all logs and messages.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
@NeedsFakeCluster
class KubernetesLeakTests {

	@RegisterExtension
	final LeakHarness leaks = new LeakHarness();

	private Cluster cluster;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	@Test
	void secretsAreWrittenInSilence() {
		SecretReconciler target = target(SecretPolicy.DEFAULTS);
		apply(target, 1);
		apply(target, 2);
		assertThat(this.app.live().getData()).hasSize(1);
	}

	@Test
	void conflictIsToldInSilence() {
		SecretReconciler target = target(SecretPolicy.DEFAULTS);
		apply(target, 1);
		this.app.applyAs("kubectl", "databasepassword", this.leaks.mark("value of somebody else"));
		assertThat(apply(target, 2)).singleElement().extracting(WriteOutcome::failure).isNotNull();
	}

	@Test
	void secretOfSomebodyElseIsToldInSilence() {
		this.app.createForeign("databasepassword", this.leaks.mark("value of somebody else"));
		assertThat(apply(target(SecretPolicy.DEFAULTS), 1)).singleElement()
			.extracting(WriteOutcome::failure)
			.isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 409, 422, 429, 500, 503 })
	void refusalIsToldInSilence(int status) {
		SecretReconciler target = target(SecretPolicy.DEFAULTS);
		this.cluster.fake().fail(status);
		assertThat(apply(target, 1)).singleElement().extracting(WriteOutcome::failure).isNotNull();
	}

	private SecretReconciler target(SecretPolicy policy) {
		return this.app.target(this.app.declaration(policy, Map.of("databasepassword", ReconcilerFixture.PASSWORD)));
	}

	private List<WriteOutcome> apply(SecretReconciler target, int version) {
		Values values = Values.none().with(ReconcilerFixture.PASSWORD, this.leaks.mark("password " + version), version);
		List<WriteOutcome> outcomes = target.apply(values.snapshot());
		this.leaks.see("outcomes", outcomes.toString());
		outcomes.stream()
			.filter((outcome) -> outcome.failure() != null)
			.forEach((outcome) -> this.leaks.see("an outcome", outcome.failure()));
		return outcomes;
	}

}
