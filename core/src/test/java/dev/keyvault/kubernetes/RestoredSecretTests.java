package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Secrets that others put back, on whichever cluster there is.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class RestoredSecretTests {

	private Cluster cluster;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
		apply(1);
	}

	private List<WriteOutcome> apply(int version) {
		return apply(this.app.fooSecrets(), version);
	}

	private List<WriteOutcome> apply(SecretDeclaration secret, int version) {
		return this.app.target(secret).apply(ReconcilerFixture.fooValues(version).snapshot());
	}

	/**
	 * Take away the record of who manages what, as writes without it do.
	 */
	private void forgetManagers() {
		this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withName(ReconcilerFixture.NAME)
			.patch(PatchContext.of(PatchType.JSON),
					"[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":[{}]}]");
		assertThat(this.app.live().getMetadata().getManagedFields()).isEmpty();
	}

	private SecretBuilder backup() {
		return new SecretBuilder(this.app.live()).editMetadata()
			.withManagedFields()
			.withResourceVersion(null)
			.withUid(null)
			.withCreationTimestamp(null)
			.endMetadata();
	}

	private void restoreAs(String manager, Secret backup) {
		this.app.delete();
		Config config = new ConfigBuilder(this.cluster.admin().getConfiguration()).withUserAgent(manager).build();
		try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
			client.resource(backup).create();
		}
	}

	private List<String> managers() {
		return this.app.live()
			.getMetadata()
			.getManagedFields()
			.stream()
			.map(ManagedFieldsEntry::getManager)
			.sorted()
			.toList();
	}

	@Test
	void applyWhenManagersAreForgottenGoesOn() {
		forgetManagers();
		assertThat(ReconcilerFixture.results(apply(2))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
		assertThat(managers()).containsExactly("keyvault");
		assertThat(ReconcilerFixture.results(apply(2))).containsExactly(WriteResult.UNCHANGED);
		assertThat(ReconcilerFixture.results(apply(3))).containsExactly(WriteResult.UPDATED);
	}

	@Test
	void applyWhenManagersAreForgottenAndNothingChangedOnlyRecordsThem() {
		String writtenAt = this.app.live().getMetadata().getAnnotations().get("keyvault.dev/written-at");
		forgetManagers();
		apply(1);
		assertThat(managers()).containsExactly("keyvault");
		assertThat(this.app.live().getMetadata().getAnnotations()).containsEntry("keyvault.dev/written-at", writtenAt);
		assertThat(ReconcilerFixture.results(apply(1))).containsExactly(WriteResult.UNCHANGED);
	}

	@Test
	void applyWhenManagersAreForgottenStillRemovesEntries() {
		forgetManagers();
		apply(this.app.declaration(SecretPolicy.DEFAULTS, Map.of("databasepassword", ReconcilerFixture.PASSWORD)), 2);
		assertThat(this.app.live().getData()).containsOnlyKeys("databasepassword");
	}

	@Test
	void applyWhenManagersAreForgottenLeavesEntriesOfOthers() {
		this.app.edit("extra", "s3cret-0ther-value");
		forgetManagers();
		assertThat(ReconcilerFixture.results(apply(2))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("extra")).isEqualTo("s3cret-0ther-value");
	}

	@Test
	void applyWhenBackupToolRestoredSecretGoesOn() {
		Secret backup = backup().build();
		apply(2);
		restoreAs("velero-server", backup);
		assertThat(ReconcilerFixture.results(apply(2))).containsExactly(WriteResult.UPDATED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
		assertThat(managers()).containsExactly("keyvault");
	}

	@Test
	void applyWhenBackupToolRestoredEntriesOfOthersLeavesThemToIt() {
		this.app.edit("extra", "s3cret-0ther-value");
		restoreAs("velero-server", backup().build());
		apply(2);
		assertThat(managers()).containsExactly("keyvault", "velero-server");
		assertThat(this.app.text("extra")).isEqualTo("s3cret-0ther-value");
	}

	@Test
	void applyWhenCopyWasAppliedByKubectlGoesOn() {
		restoreAs("kubectl-client-side-apply",
				backup().editMetadata()
					.addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{}")
					.endMetadata()
					.build());
		apply(this.app.declaration(SecretPolicy.DEFAULTS, Map.of("databasepassword", ReconcilerFixture.PASSWORD)), 2);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
		assertThat(this.app.live().getData()).containsOnlyKeys("databasepassword");
	}

	@Test
	void applyWhenCopyIsKeptByServerSideApplyReportsConflict() {
		Secret backup = backup().build();
		this.app.delete();
		this.cluster.admin().resource(backup).fieldManager("gitops").serverSideApply();
		List<WriteOutcome> outcomes = apply(2);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.CONFLICT);
		assertThat(ReconcilerFixture.message(outcomes))
			.contains("field '.data.databasepassword' is held by \"gitops\"");
		assertThat(managers()).containsExactly("gitops");
	}

	@Test
	void applyWhenCopyIsOfAnotherApplicationTakesNothingOver() {
		restoreAs("velero-server",
				backup().editMetadata().addToLabels("keyvault.dev/application", "till").endMetadata().build());
		apply(this.app.declaration(SecretPolicy.DEFAULTS, Map.of("databasepassword", ReconcilerFixture.PASSWORD)), 1);
		assertThat(managers()).contains("velero-server");
	}

}
