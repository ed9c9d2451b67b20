package dev.keyvault.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the manifests of {@code samples/kubernetes} to what is asked of the API server.
 */
@NeedsFakeCluster
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
@Timeout(120)
class SampleManifestsTests {

	private static final Path FOLDER = Path.of("..", "samples", "kubernetes");

	private Cluster cluster;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	private static List<HasMetadata> load(String file) {
		try {
			return Stream.of(Files.readString(FOLDER.resolve(file)).split("(?m)^---$"))
				.map((document) -> (HasMetadata) new KubernetesSerialization().unmarshal(document))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Set<String> allowed(String file) {
		Set<String> allowed = new TreeSet<>();
		for (PolicyRule rule : ((Role) load(file).get(0)).getRules()) {
			rule.getResources()
				.forEach((resource) -> rule.getVerbs().forEach((verb) -> allowed.add(verb + " " + resource)));
		}
		return allowed;
	}

	private Set<String> asked() {
		Set<String> asked = new TreeSet<>();
		this.cluster.fake().requests().forEach((request) -> asked.add(request.verb() + " " + request.resource()));
		return asked;
	}

	@Test
	void everyManifestIsReadable() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			assertThat(files.map((file) -> file.getFileName().toString()).filter((name) -> name.endsWith(".yaml")))
				.hasSize(9)
				.allSatisfy((file) -> assertThat(load(file)).isNotEmpty().allMatch(Objects::nonNull));
		}
	}

	@Test
	void everyRoleIsBoundToServiceAccount() {
		for (String role : List.of("write", "watch", "replace", "removal", "lease", "owner")) {
			List<HasMetadata> documents = load("role-" + role + ".yaml");
			RoleBinding binding = (RoleBinding) documents.get(1);
			assertThat(binding.getRoleRef().getName()).isEqualTo(documents.get(0).getMetadata().getName());
			assertThat(binding.getSubjects().get(0).getName()).isEqualTo("shop");
		}
	}

	@Test
	void roleToWriteAllowsWhatIsAskedAndNoMore() {
		SecretReconciler target = this.app.target(this.app.fooSecrets());
		target.apply(ReconcilerFixture.fooValues(1).snapshot());
		Set<String> asked = asked();
		asked.add("create secrets");
		assertThat(allowed("role-write.yaml")).isEqualTo(asked);
	}

	@Test
	void roleToWatchAllowsWhatIsAskedAndNoMore() {
		SecretReconciler target = this.app.target(this.app.fooSecrets());
		target.watch((id) -> {
		});
		SecretWatchTests.await(() -> target.isWatching(this.app.id(ReconcilerFixture.NAME)));
		assertThat(allowed("role-watch.yaml")).isEqualTo(asked());
	}

	@Test
	void roleToLeadAllowsWhatIsAskedAndNoMore() {
		ExecutorService executor = Executors.newCachedThreadPool();
		this.app.closeLater(executor::shutdownNow);
		LeaderElection election = new LeaderElection(this.app.connect(),
				new LeaseSettings("shop", "shop-keyvault", "shop-1", Duration.ofSeconds(1)), executor, () -> {
				}, LeaderElectionTests.SYSTEM_TIME);
		this.app.closeLater(election::close);
		election.start();
		Set<String> allowed = allowed("role-lease.yaml");
		SecretWatchTests.await(() -> asked().containsAll(allowed));
		assertThat(asked()).isEqualTo(allowed);
	}

}
