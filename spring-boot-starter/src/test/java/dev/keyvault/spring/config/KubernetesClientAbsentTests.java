package dev.keyvault.spring.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.spring.IsolatedClasspath;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications in a class loader that has no Kubernetes client, or half of one.
 */
@ExtendWith(OutputCaptureExtension.class)
class KubernetesClientAbsentTests {

	@TempDir
	private Path directory;

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("name", "s3cret-n4me-of-payments"));

	private final Map<String, String> properties = new LinkedHashMap<>();

	@BeforeEach
	void declare() {
		this.properties.putAll(extension.vault().properties("payments"));
		this.properties.put("spring.main.banner-mode", "off");
		this.properties.put("spring.config.import", "keyvault:");
		this.properties.put("keyvault.vaults.payments.keys.app.name", "name");
	}

	@Test
	void applicationWithoutSecretsStarts() throws Exception {
		assertThat(startWithout("fabric8")).isEqualTo("started with s3cret-n4me-of-payments");
	}

	@Test
	void applicationWithSecretsIsToldWhatToAdd() throws Exception {
		this.properties.put("keyvault.kubernetes.secrets.foo.data.entry", "app.name");
		assertThat(startWithout("fabric8")).isEqualTo("""
				Keys could not be imported from Azure Key Vault:

				Kubernetes Secrets are declared, but no client is there.
				    keyvault.kubernetes

				Action:

				Add the dependencies 'io.fabric8:kubernetes-client' and \
				'io.fabric8:kubernetes-httpclient-jdk', version 8.""");
	}

	@Test
	void applicationWithSecretsOfAManifestAloneIsWarned(CapturedOutput output) throws Exception {
		Path manifest = Files.writeString(this.directory.resolve("spc.yaml"), """
				apiVersion: secrets-store.csi.x-k8s.io/v1
				kind: SecretProviderClass
				spec:
				  provider: azure
				  parameters:
				    keyvaultName: payments
				    tenantID: the-tenant
				    objects: '{"array": ["{objectName: name, objectType: secret}"]}'
				  secretObjects:
				    - secretName: foo
				      data: [{objectName: name, key: entry}]
				""");
		this.properties.put("keyvault.secret-provider-class", "file:" + manifest);
		assertThat(startWithout("fabric8")).isEqualTo("started with s3cret-n4me-of-payments");
		assertThat(output).containsOnlyOnce(
				"The Secrets of 'secretObjects' are not written, since no Kubernetes client is there: 'foo'. "
						+ "Add the dependencies 'io.fabric8:kubernetes-client' and "
						+ "'io.fabric8:kubernetes-httpclient-jdk', version 8.");
	}

	@Test
	void applicationWithoutHttpClientIsToldWhatToAdd() throws Exception {
		this.properties.put("keyvault.kubernetes.secrets.foo.data.entry", "app.name");
		assertThat(startWithout("kubernetes-httpclient")).isEqualTo("""
				Keys could not be imported from Azure Key Vault:

				The Kubernetes client cannot be set up: No httpclient implementations found on the context \
				classloader, please ensure your classpath includes an implementation jar.
				    keyvault.kubernetes

				Action:

				See to it that there are the dependencies 'io.fabric8:kubernetes-client' and \
				'io.fabric8:kubernetes-httpclient-jdk', version 8, and that the kubeconfig is in order.""");
	}

	private String startWithout(String jars) throws IOException, ReflectiveOperationException {
		try (IsolatedClasspath classpath = IsolatedClasspath.without(jars)) {
			return classpath.call(Start.class, this.properties);
		}
	}

	/**
	 * Starts an application, in the class loader that it is loaded by.
	 */
	public static final class Start implements Function<Map<String, String>, String> {

		@Override
		public String apply(Map<String, String> properties) {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
				.web(WebApplicationType.NONE)
				.properties(new LinkedHashMap<>(properties))
				.run()) {
				return "started with " + context.getEnvironment().getProperty("app.name");
			}
			catch (KeyVaultImportException ex) {
				return FailureMessage.of(ex);
			}
		}

	}

	/**
	 * An application without beans of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
