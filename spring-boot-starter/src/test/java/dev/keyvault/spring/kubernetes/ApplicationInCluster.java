package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RefreshResult;
import dev.keyvault.test.EmbeddedKeyVault;

import static org.awaitility.Awaitility.await;

/**
 * An application that keeps Secrets in a cluster, with values from a vault.
 */
final class ApplicationInCluster implements AutoCloseable {

	private static final Duration LONG = Duration.ofMinutes(2);

	private final Cluster cluster;

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private final Map<String, Object> variables = new LinkedHashMap<>();

	private ConfigurableApplicationContext context;

	ApplicationInCluster(Cluster cluster, EmbeddedKeyVault vault) {
		this.cluster = cluster;
		this.properties.putAll(vault.properties("payments"));
		this.properties.put("keyvault.load.timeout", "2m");
		this.properties.put("spring.application.name", "shop");
		this.properties.put("spring.config.import", "keyvault:");
		this.properties.put("spring.main.banner-mode", "off");
		this.properties.put("keyvault.refresh.enabled", "false");
		this.properties.put("keyvault.kubernetes.namespace", cluster.namespace());
		this.properties.put("keyvault.kubernetes.kubeconfig", cluster.kubeconfig().toString());
	}

	ApplicationInCluster key(String key, String reference) {
		this.properties.put("keyvault.vaults.payments.keys." + key, reference);
		return this;
	}

	/**
	 * Set a property under {@code keyvault.kubernetes.secrets}.
	 */
	ApplicationInCluster secret(String property, String value) {
		String separator = property.startsWith("[") ? "" : ".";
		this.properties.put("keyvault.kubernetes.secrets" + separator + property, value);
		return this;
	}

	/**
	 * Set a property under {@code keyvault}.
	 */
	ApplicationInCluster property(String name, String value) {
		this.properties.put("keyvault." + name, value);
		return this;
	}

	ApplicationInCluster withoutSecrets() {
		this.properties.keySet().removeIf((name) -> name.startsWith("keyvault.kubernetes.secrets."));
		return this;
	}

	ApplicationInCluster variable(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	/**
	 * Run in a pod, which is created if it is not there.
	 */
	ApplicationInCluster pod(String name) {
		Pod pod = new PodBuilder().withNewMetadata()
			.withNamespace(this.cluster.namespace())
			.withName(name)
			.endMetadata()
			.withNewSpec()
			.addNewContainer()
			.withName("pause")
			.withImage("registry.k8s.io/pause:3.10")
			.endContainer()
			.endSpec()
			.build();
		this.cluster.admin().resource(pod).serverSideApply();
		return variable("POD_NAME", name).variable("POD_NAMESPACE", this.cluster.namespace());
	}

	/**
	 * Set a property of any name.
	 */
	ApplicationInCluster set(String name, String value) {
		this.properties.put(name, value);
		return this;
	}

	ApplicationInCluster imports(String location) {
		this.properties.put("spring.config.import", location);
		return this;
	}

	/**
	 * Start the application.
	 * @param more classes with more beans
	 */
	ApplicationInCluster start(Class<?>... more) {
		this.context = new SpringApplicationBuilder(Application.class).sources(more)
			.web(WebApplicationType.NONE)
			.environment(environment())
			.properties(this.properties)
			.run();
		return this;
	}

	private ConfigurableEnvironment environment() {
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, this.variables));
		return environment;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	String value(String key) {
		return this.context.getEnvironment().getProperty(key);
	}

	RefreshResult refresh() {
		return this.context.getBean(KeyVaultRefresher.class).refresh();
	}

	Health health() {
		return this.context.getBean(KeyVaultKubernetesHealthIndicator.class).health();
	}

	void awaitHealth(String detail) {
		await().atMost(LONG).until(() -> health().getDetails().toString().contains(detail));
	}

	Secret live(String name) {
		return this.cluster.admin().secrets().inNamespace(this.cluster.namespace()).withName(name).get();
	}

	/**
	 * Return the entries of a Secret, none if it is not there.
	 */
	Map<String, String> texts(String name) {
		Secret secret = live(name);
		Map<String, String> data = (secret != null) ? secret.getData() : Map.of();
		return data.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(entry) -> new String(Base64.getDecoder().decode(entry.getValue()))));
	}

	void awaitText(String name, String entry, String text) {
		await().atMost(LONG).until(() -> text.equals(texts(name).get(entry)));
	}

	void freeze(String name) {
		edit(name, (secret) -> secret.withImmutable(true));
	}

	/**
	 * Change an entry as {@code kubectl edit} does.
	 */
	void edit(String name, String entry, String value) {
		edit(name, (secret) -> secret.addToData(entry, encode(value)));
	}

	private void edit(String name, UnaryOperator<SecretBuilder> change) {
		this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withName(name)
			.edit((secret) -> change.apply(new SecretBuilder(secret)).build());
	}

	private static String encode(String value) {
		return Base64.getEncoder().encodeToString(value.getBytes());
	}

	/**
	 * Apply an entry as somebody else who keeps to server-side apply.
	 */
	void applyAs(String manager, String name, String entry, String value) {
		Secret secret = new SecretBuilder().withNewMetadata()
			.withNamespace(this.cluster.namespace())
			.withName(name)
			.endMetadata()
			.addToData(entry, encode(value))
			.build();
		this.cluster.admin().resource(secret).fieldManager(manager).forceConflicts().serverSideApply();
	}

	/**
	 * Close the application, which may be started again.
	 */
	@Override
	public void close() {
		if (this.context != null) {
			this.context.close();
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
