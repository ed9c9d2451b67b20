package dev.keyvault.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KubernetesApi}.
 */
class KubernetesApiTests {

	@TempDir
	private Path folder;

	private ApiSettings settings(Path kubeconfig) {
		return new ApiSettings(kubeconfig, ApiSettings.DEFAULT_TIMEOUT, Clock.systemUTC());
	}

	@Test
	void namespaceIsThatOfKubeconfig() throws IOException {
		Path kubeconfig = Files.writeString(this.folder.resolve("config"), """
				apiVersion: v1
				kind: Config
				current-context: here
				contexts:
				  - name: here
				    context: {cluster: here, namespace: shop}
				clusters:
				  - name: here
				    cluster: {server: "http://localhost:1"}
				""");
		try (KubernetesApi api = KubernetesApi.connect(settings(kubeconfig))) {
			assertThat(api.namespace()).isEqualTo("shop");
			assertThat(api.client().getConfiguration().getRequestRetryBackoffLimit()).isZero();
		}
	}

	@Test
	void connectWhenKubeconfigIsAbsentSaysSo() {
		Path absent = this.folder.resolve("absent");
		assertThatIllegalArgumentException().isThrownBy(() -> KubernetesApi.connect(settings(absent)))
			.withMessage("The kubeconfig '%s' cannot be read", absent);
	}

	@Test
	void settingsWhenTimeoutIsZeroFail() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiSettings(null, Duration.ZERO, Clock.systemUTC()))
			.withMessage("The time for a request must be longer than zero");
	}

}
