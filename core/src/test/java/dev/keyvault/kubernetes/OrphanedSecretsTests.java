package dev.keyvault.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.kubernetes.KubernetesException.WorkloadUnknownException;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.kubernetes.SecretSettings.PodId;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link OrphanedSecrets}, on whichever cluster there is.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class OrphanedSecretsTests {

	private static final SecretPolicy DELETE = new SecretPolicy(OnConflict.FAIL, OnRemoval.DELETE, OnImmutable.FAIL,
			Owner.NONE);

	private Cluster cluster;

	private ReconcilerFixture app;

	private final Map<String, PodId> pods = new HashMap<>();

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	private SecretDeclaration secret(String name, SecretPolicy policy) {
		return this.app.declaration(name, SecretType.OPAQUE, policy, Map.of("password", ReconcilerFixture.PASSWORD));
	}

	private void write(String application, SecretDeclaration... secrets) {
		write(application, "shop-1", secrets);
	}

	private void write(String application, String pod, SecretDeclaration... secrets) {
		this.app.target(this.app.connect(), Leadership.EVERYONE, settings(application, pod, secrets))
			.apply(ReconcilerFixture.fooValues(1).snapshot());
	}

	private SecretSettings settings(String application, String pod, SecretDeclaration... secrets) {
		PodId id = (pod != null)
				? this.pods.computeIfAbsent(pod, (name) -> RealClusterTests.createPod(this.cluster, name)) : null;
		return new SecretSettings(application, id, List.of(secrets));
	}

	private List<WriteOutcome> remove(Leadership leadership, SecretDeclaration... declared) {
		return remove(leadership, settings("shop", "shop-1", declared));
	}

	private List<WriteOutcome> remove(Leadership leadership, SecretSettings settings) {
		return new OrphanedSecrets(this.app.connect(), settings, leadership).remove(this.cluster.namespace());
	}

	@Test
	void removeWhenSecretIsToBeDeletedDeletesIt() {
		write("shop", secret("first", DELETE), secret("second", DELETE));
		assertThat(ReconcilerFixture.results(remove(Leadership.EVERYONE, secret("first", DELETE))))
			.containsExactly(WriteResult.DELETED);
		assertThat(this.app.live("first")).isNotNull();
		assertThat(this.app.live("second")).isNull();
	}

	@Test
	void removeWhenSecretIsToBeRetainedLeavesIt() {
		write("shop", secret("first", SecretPolicy.DEFAULTS));
		assertThat(ReconcilerFixture.results(remove(Leadership.EVERYONE))).containsExactly(WriteResult.RETAINED);
		assertThat(this.app.live("first")).isNotNull();
	}

	@Test
	void removeWhenSecretIsOfAnotherApplicationLeavesIt() {
		write("billing", secret("first", DELETE));
		assertThat(remove(Leadership.EVERYONE)).isEmpty();
		assertThat(this.app.live("first")).isNotNull();
	}

	@Test
	void removeWhenSecretIsOfAnotherWorkloadOfTheSameNameLeavesIt() {
		write("shop", "shop-2", secret("first", DELETE));
		assertThat(remove(Leadership.EVERYONE)).isEmpty();
		assertThat(this.app.live("first")).isNotNull();
		assertThat(ReconcilerFixture.results(remove(Leadership.EVERYONE, settings("shop", "shop-2"))))
			.containsExactly(WriteResult.DELETED);
	}

	@Test
	void removeWhenSecretIsOfAnApplicationWithoutNameLeavesIt() {
		write(null, secret("first", DELETE));
		assertThat(remove(Leadership.EVERYONE)).isEmpty();
		assertThat(remove(Leadership.EVERYONE, settings("application", "shop-1"))).isEmpty();
		assertThat(this.app.live("first").getMetadata().getLabels()).doesNotContainKey(SecretLabels.APPLICATION);
		assertThat(this.app.live("first").getMetadata().getAnnotations()).doesNotContainKey(SecretLabels.WORKLOAD);
	}

	@Test
	void createWhenApplicationHasNoNameFails() {
		SecretSettings nameless = settings(null, "shop-1");
		assertThatIllegalArgumentException().isThrownBy(() -> remove(Leadership.EVERYONE, nameless))
			.withMessage("An application without a name has no Secrets of its own");
	}

	@Test
	void removeWhenWriterDidNotKnowItsWorkloadLeavesIt() {
		write("shop", (String) null, secret("first", DELETE));
		assertThat(ReconcilerFixture.results(remove(Leadership.EVERYONE))).containsExactly(WriteResult.RETAINED);
		assertThat(this.app.live("first")).isNotNull();
	}

	@Test
	void removeWhenWorkloadIsNotKnownFails() {
		SecretSettings outside = settings("shop", null);
		assertThatExceptionOfType(WorkloadUnknownException.class).isThrownBy(() -> remove(Leadership.EVERYONE, outside))
			.withMessage(
					"The workload that the application runs as cannot be found: the application does not know its pod. Run the application in a pod whose name and namespace it is told, or take out what needs it, 'owner: workload' or 'remove-undeclared'.");
	}

	@Test
	void removeWhenReplicaDoesNotLeadLeavesIt() {
		write("shop", secret("first", DELETE));
		assertThat(ReconcilerFixture.results(remove(() -> false))).containsExactly(WriteResult.LEFT_TO_LEADER);
		assertThat(this.app.live("first")).isNotNull();
	}

	@Test
	@NeedsFakeCluster
	void writeWhenPodMayNotBeReadWritesAndTellsOnce() {
		ListAppender<ILoggingEvent> log = this.app.log(RemovalRight.class);
		this.cluster.fake().deny("get pods");
		write("shop", secret("first", DELETE), secret("second", DELETE));
		assertThat(this.app.live("second")).isNotNull();
		assertThat(log.list).singleElement().extracting(ILoggingEvent::getFormattedMessage).asString().isEqualTo("""
				Secrets with 'on-removal: delete' are written, and not deleted later: \
				The Kubernetes API server does not allow 'get' for pods 'shop-1' in namespace 'shop'. \
				Add this rule to a Role in namespace 'shop' that is bound to the application's ServiceAccount:
				- apiGroups: [""]
				  resources: ["pods"]
				  resourceNames: ["shop-1"]
				  verbs: ["get"]""");
	}

	@Test
	@NeedsFakeCluster
	void applyWhenSecretMayBeDeletedAsksForItsWorkloadOnce() {
		SecretReconciler target = this.app.target(this.app.connect(), Leadership.EVERYONE,
				settings("shop", "shop-1", secret("first", DELETE)));
		target.apply(ReconcilerFixture.fooValues(1).snapshot());
		this.cluster.fake().forgetRequests();
		target.apply(ReconcilerFixture.fooValues(1).snapshot());
		assertThat(this.cluster.fake().requests()).hasSize(1);
	}

}
