package dev.keyvault.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.FakeApiServer;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for tokens in and beside a kubeconfig.
 */
@NeedsFakeCluster
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class TokenFileTests {

	@TempDir
	private Path folder;

	private FakeApiServer server;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) throws IOException {
		this.server = cluster.fake();
		this.app = fixture;
		write("token", "t0ken-1\n");
		this.server.accept("t0ken-1");
	}

	private Path write(String name, String text) throws IOException {
		return Files.writeString(this.folder.resolve(name), text);
	}

	private Config kubeconfig(String user) throws IOException {
		Path file = write("config", """
				apiVersion: v1
				kind: Config
				clusters:
				  - name: fake
				    cluster: {server: "http://localhost:%d"}
				contexts:
				  - name: fake
				    context: {cluster: fake, user: app, namespace: shop}
				users:
				  - name: other
				    user: {token: 0ther-token}
				  - name: app
				    user: {%s}
				current-context: fake
				""".formatted(this.server.port(), user));
		return new ConfigBuilder(Config.fromKubeconfig(file.toFile())).withUserAgent("app").build();
	}

	private SecretReconciler target(Config config) {
		return this.app.target(this.app.connect(config, ApiSettings.DEFAULT_TIMEOUT), Leadership.EVERYONE,
				this.app.fooSecrets());
	}

	private static List<WriteResult> apply(SecretReconciler target, int version) {
		return ReconcilerFixture.results(target.apply(ReconcilerFixture.fooValues(version).snapshot()));
	}

	@Test
	void applyWhenKubeconfigNamesTokenFileUsesIt() throws IOException {
		assertThat(apply(target(kubeconfig("tokenFile: token")), 1)).containsExactly(WriteResult.CREATED);
	}

	@Test
	void applyWhenTokenFileAndTokenAreThereUsesFile() throws IOException {
		assertThat(apply(target(kubeconfig("tokenFile: token, token: t0ken-0")), 1))
			.containsExactly(WriteResult.CREATED);
	}

	@Test
	void applyWhenTokenIsReplacedUsesNewOne() throws IOException {
		SecretReconciler target = target(kubeconfig("tokenFile: " + this.folder.resolve("token")));
		apply(target, 1);
		write("token", "t0ken-2");
		this.server.accept("t0ken-2");
		assertThat(apply(target, 2)).containsExactly(WriteResult.UPDATED);
	}

	@Test
	void applyWhenTokenFileIsGoneKeepsTokenUntilItIsRefused() throws IOException {
		SecretReconciler target = target(kubeconfig("tokenFile: token"));
		Files.delete(this.folder.resolve("token"));
		assertThat(apply(target, 1)).containsExactly(WriteResult.CREATED);
		this.server.accept("t0ken-2");
		assertThat(ReconcilerFixture.message(target.apply(ReconcilerFixture.fooValues(2).snapshot())))
			.isEqualTo(ReconcilerFixture.UNAUTHENTICATED);
	}

	@Test
	void applyWhenTokenOfKubeconfigIsReplacedReadsItAgain() throws IOException {
		SecretReconciler target = target(kubeconfig("token: t0ken-1"));
		apply(target, 1);
		kubeconfig("token: t0ken-2");
		this.server.accept("t0ken-2");
		assertThat(apply(target, 2)).containsExactly(WriteResult.UPDATED);
	}

	@Test
	void connectWhenTokenFileIsAbsentNamesIt() throws IOException {
		Config config = kubeconfig("tokenFile: absent");
		assertThatIllegalArgumentException().isThrownBy(() -> this.app.connect(config, ApiSettings.DEFAULT_TIMEOUT))
			.withMessage("The token file '%s', which kubeconfig '%s' names, cannot be read or is empty",
					this.folder.resolve("absent"), this.folder.resolve("config"));
	}

}
