package dev.keyvault.spring.config;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications in a class loader that has no Kubernetes client.
 */
class KubernetesClientAbsentTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("name", "n4me-of-payments"));

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final ClassLoader before = Thread.currentThread().getContextClassLoader();

	private final URLClassLoader classpath = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());

	@BeforeEach
	void declare() {
		this.properties.putAll(extension.vault().properties("payments"));
		this.properties.put("spring.main.banner-mode", "off");
		this.properties.put("spring.config.import", "keyvault:");
		this.properties.put("keyvault.vaults.payments.keys.app.name", "name");
		Thread.currentThread().setContextClassLoader(this.classpath);
	}

	@AfterEach
	void close() throws IOException {
		Thread.currentThread().setContextClassLoader(this.before);
		this.classpath.close();
	}

	@Test
	void applicationWithoutSecretsStarts() throws ReflectiveOperationException {
		assertThat(start()).isEqualTo("started with n4me-of-payments");
	}

	@Test
	void applicationWithSecretsIsToldWhatToAdd() throws ReflectiveOperationException {
		this.properties.put("keyvault.kubernetes.secrets.foo.data.entry", "app.name");
		assertThat(start()).isEqualTo("""
				Keys could not be imported from Azure Key Vault:

				Kubernetes Secrets are declared, but no client is there.
				    keyvault.kubernetes

				Action:

				Add the dependencies 'io.fabric8:kubernetes-client' and \
				'io.fabric8:kubernetes-httpclient-jdk', version 8.""");
	}

	@SuppressWarnings("unchecked")
	private String start() throws ReflectiveOperationException {
		Class<?> start = this.classpath.loadClass(Start.class.getName());
		return ((Function<Map<String, String>, String>) start.getDeclaredConstructor().newInstance())
			.apply(this.properties);
	}

	private static URL[] urls() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("fabric8"))
			.map(KubernetesClientAbsentTests::url)
			.toArray(URL[]::new);
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
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
