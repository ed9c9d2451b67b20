package dev.keyvault.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.fixtures.kubernetes.ApiRequest;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.FakeApiServer;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretReconciler} while the API server refuses, fails or is away.
 */
@NeedsFakeCluster
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class ApiServerFaultTests {

	private static final Snapshot VALUES = ReconcilerFixture.fooValues(1).snapshot();

	private static final Snapshot NEXT = ReconcilerFixture.fooValues(2).snapshot();

	private FakeApiServer server;

	private ReconcilerFixture app;

	private SecretReconciler target;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.server = cluster.fake();
		this.app = fixture;
		this.target = fixture.target(fixture.fooSecrets());
		this.target.apply(VALUES);
		this.server.forgetRequests();
	}

	private Duration untilRetry() {
		Instant retryAt = this.target.retryAt();
		return Duration.between(this.app.clock().instant(), retryAt);
	}

	private void waitForRetry() {
		this.app.clock().move(untilRetry());
	}

	private String apply(Snapshot values) {
		return ReconcilerFixture.message(this.target.apply(values));
	}

	private SecretDeclaration[] secrets(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.app.declaration("secret-" + i, SecretType.OPAQUE, SecretPolicy.DEFAULTS,
					Map.of("password", ReconcilerFixture.PASSWORD)))
			.toArray(SecretDeclaration[]::new);
	}

	@ParameterizedTest
	@ValueSource(strings = { "get", "patch" })
	void applyWhenRefusedNamesVerbAndRule(String verb) {
		this.server.deny(verb + " secrets");
		assertThat(apply(NEXT)).isEqualTo(
				"""
						The Kubernetes API server does not allow '%1$s' for secrets 'foo-secrets' in namespace 'shop'. Add this rule to a Role in namespace 'shop' that is bound to the application's ServiceAccount:
						- apiGroups: [""]
						  resources: ["secrets"]
						  resourceNames: ["foo-secrets"]
						  verbs: ["%1$s"]"""
					.formatted(verb));
	}

	@Test
	void applyWhenCreatingIsRefusedNamesRuleWithoutNames() {
		this.app.delete();
		this.server.deny("create secrets");
		assertThat(apply(VALUES)).isEqualTo(
				"""
						The Kubernetes API server does not allow 'create' for secrets in namespace 'shop'. Add this rule to a Role in namespace 'shop' that is bound to the application's ServiceAccount:
						- apiGroups: [""]
						  resources: ["secrets"]
						  verbs: ["create"]""");
	}

	@Test
	void retryWhenAccessIsGrantedWritesWhatWasMissed() {
		this.server.deny("patch secrets");
		apply(NEXT);
		this.server.allow("patch secrets");
		waitForRetry();
		assertThat(ReconcilerFixture.results(this.target.retry())).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
		assertThat(this.target.retryAt()).isNull();
	}

	@Test
	void applyWhenThrottledWaitsAsLongAsAsked() {
		this.server.throttle(Duration.ofSeconds(30));
		assertThat(apply(NEXT)).isEqualTo(
				"The Kubernetes API server is throttling its callers (HTTP 429) and asks to wait 30 s. It is tried again later; let one replica write for all, with leader election, if this goes on.");
		assertThat(untilRetry()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void applyWhenThrottledSendsNothingBeforeTime() {
		this.server.throttle(Duration.ofSeconds(30));
		for (int second = 0; second < 30; second++) {
			apply(NEXT);
			this.target.retry();
			this.app.clock().move(Duration.ofSeconds(1));
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void applyWhenApiServerFailsTellsStatus() {
		this.server.fail(503);
		assertThat(apply(NEXT)).isEqualTo(
				"The Kubernetes API server at http://localhost:%d/ fails (HTTP 503). Check the state of the cluster; it is tried again later."
					.formatted(this.server.port()));
	}

	@Test
	void applyWhenCallerIsUnknownSaysSo() {
		this.server.accept("another-token");
		assertThat(apply(NEXT)).isEqualTo(ReconcilerFixture.UNAUTHENTICATED);
	}

	// With HTTP/2, JDK 17 does not see the refusal of a token.
	@Test
	void applyDoesNotAskForHttp2() {
		this.target.apply(NEXT);
		assertThat(this.server.isAskedForHttp2()).isFalse();
	}

	@Test
	void applyWhenApiServerIsSlowGivesUpInTime() {
		SecretReconciler impatient = this.app.target(this.app.connect(Duration.ofMillis(300)), Leadership.EVERYONE,
				this.app.fooSecrets());
		this.server.stall();
		assertThat(ReconcilerFixture.message(impatient.apply(NEXT))).isEqualTo(
				"The Kubernetes API server at http://localhost:%d/ does not answer. Check that it can be reached from here; it is tried again later."
					.formatted(this.server.port()));
	}

	@Test
	void applyWhenApiServerIsDownForAnHourAsksSeldomAndCatchesUp() {
		this.server.fail(503);
		this.target.apply(NEXT);
		for (int second = 0; second < 3600; second++) {
			this.app.clock().move(Duration.ofSeconds(1));
			this.target.retry();
			if (second % 120 == 0) {
				this.target.apply(NEXT);
			}
		}
		assertThat(this.server.requests()).hasSizeBetween(15, 25);
		this.server.recover();
		waitForRetry();
		assertThat(ReconcilerFixture.results(this.target.retry())).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
	}

	@Test
	void applyWhenApiServerIsDownAsksOnceForAllSecrets() {
		SecretReconciler many = this.app.target(secrets(5));
		this.server.fail(500);
		List<WriteOutcome> outcomes = many.apply(VALUES);
		assertThat(ReconcilerFixture.results(outcomes)).containsOnly(WriteResult.FAILED).hasSize(5);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void applyWhenOneSecretIsRefusedWritesOthers() {
		SecretDeclaration[] secrets = secrets(3);
		secrets[1] = this.app.declaration("secret-1", SecretType.TLS, SecretPolicy.DEFAULTS,
				Map.of("password", ReconcilerFixture.PASSWORD));
		assertThat(ReconcilerFixture.results(this.app.target(secrets).apply(VALUES)))
			.containsExactly(WriteResult.CREATED, WriteResult.FAILED, WriteResult.CREATED);
	}

	@Test
	void applyWhenConflictLastsAsksSeldom() {
		this.app.applyAs("helm", "databasepassword", "s3cret-0ther-value");
		this.server.forgetRequests();
		for (int cycle = 0; cycle < 100; cycle++) {
			this.target.apply(NEXT);
			this.app.clock().move(Duration.ofSeconds(10));
		}
		assertThat(this.server.count("patch", "secrets")).isBetween(5L, 12L);
	}

	@Test
	void applyWhenEditIsRepairedTakesOnlyWhatWasSeen() {
		this.app.edit("databasepassword", "s3cret-0ther-value");
		this.target.apply(VALUES);
		ApiRequest write = this.server.requests().get(1);
		assertThat(write.query()).containsEntry("force", "true").containsEntry("fieldManager", "keyvault");
		assertThat(write.body()).contains("\"resourceVersion\":\"102\"");
	}

	@Test
	void applyWhenChangedSendsUnforcedApplyWithoutVersion() {
		this.target.apply(NEXT);
		ApiRequest write = this.server.requests().get(1);
		assertThat(write.query().getOrDefault("force", "false")).isEqualTo("false");
		assertThat(write.body()).doesNotContain("resourceVersion");
	}

	@Test
	void applyWhenUnchangedTakesOneRequest() {
		this.target.apply(VALUES);
		assertThat(this.server.requests()).hasToString("[get secrets/foo-secrets]");
	}

	@Test
	void applyWhenSecretIsMissingAKeySendsNothing() {
		assertThat(apply(Snapshot.EMPTY)).contains(" cannot be written: key '")
			.endsWith("' has no value. Import the key, correct its name, or mark the entry as optional.");
		assertThat(this.server.requests()).isEmpty();
	}

	private SecretReconciler failing(KubernetesApi api, int status) {
		SecretReconciler failing = this.app.target(api, Leadership.EVERYONE, this.app.fooSecrets());
		this.server.fail(status);
		failing.apply(NEXT);
		this.server.recover();
		new SecretClient(api).find(this.app.id("another"));
		return failing;
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void retryWhenAnyRequestIsAnsweredAgainWritesAtOnce(int status) {
		assertThat(ReconcilerFixture.results(failing(this.app.connect(), status).retry()))
			.containsExactly(WriteResult.UPDATED);
	}

	@Test
	void retryWhenApiServerWasThereAllTheTimeWaits() {
		assertThat(failing(this.app.connect(), 500).retry()).isEmpty();
	}

}
