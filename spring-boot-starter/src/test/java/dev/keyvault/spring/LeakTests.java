package dev.keyvault.spring;

import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.validation.annotation.Validated;

import dev.keyvault.fixtures.LeakHarness;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.jdbc.Database;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.KeyVaultRotatedEvent;
import dev.keyvault.spring.refresh.Rotating;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Runs an application with every feature on, lets go wrong what can, and looks for values
 * in all logs, endpoints and management beans.
 */
@ExtendWith(ClusterExtension.class)
@NeedsFakeCluster
@Timeout(240)
class LeakTests {

	private static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.EC);

	private static final IssuedCertificate ROOT = ISSUER.root("Root");

	@RegisterExtension
	static final Database database = new Database();

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	@RegisterExtension
	final LeakHarness leaks = new LeakHarness();

	private final EmbeddedKeyVault vault = extension.vault();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private ConfigurableApplicationContext context;

	private Cluster cluster;

	@BeforeAll
	static void createRoles() {
		LeakHarness names = new LeakHarness();
		database.createRole("app_blue", names.mark("password of blue"));
		database.createRole("app_green", names.mark("password of green"));
	}

	@BeforeEach
	void fill(Cluster cluster) {
		this.cluster = cluster;
		this.leaks.mark("client secret", this.vault.clientSecret());
		login("app_blue", "password of blue");
		this.vault.putSecret("api-key", this.leaks.mark("API key"));
		this.vault.putSecret("odd", this.leaks.mark("odd", " s3cret-ab${HOME}/\"\\\n\u00e4-m4rked "));
		this.vault.putSecret("bytes", this.leaks.mark("bytes").replace("-", "/"));
		this.vault.putSecret("bulk--one", this.leaks.mark("one of a list"));
		certificate();
		this.properties.putAll(this.vault.properties("payments"));
		this.properties.put("spring.config.import", "keyvault:");
		this.properties.put("spring.application.name", "shop");
		this.properties.put("keyvault.refresh.enabled", "false");
		this.properties.put("keyvault.refresh.value-fields", "true");
		this.properties.put("server.port", "0");
		addKeys();
		addTargets();
	}

	private void addKeys() {
		key("keys.spring.datasource", "login#*");
		key("keys.app.api-key", "api-key");
		key("keys.app.odd", "odd");
		key("keys.app.bytes", "bytes#base64");
		key("keys.app.tls", "certificate/web");
		key("keys.app.store", "certificate/web#pkcs12");
		key("import-all.names", "bulk--*");
		key("ssl-bundles.web", "certificate/web");
		this.properties.put("app.url", "https://user:${app.api-key}@example.org");
		this.properties.put("spring.datasource.url", database.url());
	}

	private void key(String property, String reference) {
		this.properties.put("keyvault.vaults.payments." + property, reference);
	}

	private void addTargets() {
		this.properties.put("keyvault.kubernetes.namespace", this.cluster.namespace());
		this.properties.put("keyvault.kubernetes.kubeconfig", this.cluster.kubeconfig().toString());
		this.properties.put("keyvault.kubernetes.secrets.foo.data.api-key", "app.api-key");
		this.properties.put("spring.jmx.enabled", "true");
		this.properties.put("management.endpoints.web.exposure.include", "*");
		this.properties.put("management.endpoints.jmx.exposure.include", "*");
		this.properties.put("management.endpoint.health.show-details", "always");
	}

	private void login(String user, String password) {
		this.vault.putSecret("login",
				"{\"username\": \"%s\", \"password\": \"%s\"}".formatted(user, this.leaks.mark(password)));
	}

	private void certificate() {
		IssuedCertificate web = ISSUER.leaf("web", ROOT, "localhost");
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(web.privateKey().getEncoded());
		this.leaks.markLines("private key", "-----BEGIN\n%s\n-----\n-----END".formatted(text));
		this.vault.put(EmbeddedCertificate.of("web", web));
	}

	@ParameterizedTest
	@ValueSource(strings = { "always", "never" })
	void applicationRunsAndFailsInSilence(String shown) {
		List.of("env", "configprops", "quartz")
			.forEach(
					(endpoint) -> this.properties.put("management.endpoint.%s.show-values".formatted(endpoint), shown));
		try (ConfigurableApplicationContext started = start(Application.class)) {
			this.context = started;
			assertThat(started.getBean(JdbcTemplate.class).queryForObject("SELECT current_user", String.class))
				.isEqualTo("app_blue");
			poll();
			rotate();
			poll();
			breakSecrets();
			breakVault();
			breakCluster();
			poll();
			assertThat(this.leaks.loggers()).contains("org.springframework.core.env.PropertySourcesPropertyResolver",
					"com.zaxxer.hikari.HikariConfig", "org.postgresql.Driver");
		}
	}

	private void rotate() {
		login("app_green", "password of green");
		this.vault.putSecret("api-key", this.leaks.mark("next API key"));
		this.vault.putSecret("odd", this.leaks.mark("next odd value"));
		this.vault.putSecret("bulk--two", this.leaks.mark("another of a list"));
		certificate();
		assertThat(refresh()).contains("spring.datasource.password", "app.api-key");
		assertThat(this.context.getBean(Application.Scoped.class).apiKey()).isEqualTo(this.leaks.mark("next API key"));
	}

	private void breakSecrets() {
		login("app_green", "password that the database does not know");
		this.vault.putSecret("api-key", this.leaks.mark("API key that is too long") + "-".repeat(100));
		this.vault.putSecret("odd", "refused " + this.leaks.mark("odd value that is refused"));
		this.vault.putSecret("bytes", this.leaks.mark("no Base64"));
		refresh();
		this.vault.putSecret("login", "{\"username\": \"" + this.leaks.mark("half of a login"));
		IssuedCertificate other = ISSUER.leaf("web", ROOT, "localhost");
		this.vault
			.put(EmbeddedCertificate.of("web", ISSUER.leaf("web", ROOT, "localhost")).privateKey(other.privateKey()));
		refresh();
		assertThat(this.context.getBean(KeyVaultRefresher.class).problems()).hasSizeGreaterThan(3);
	}

	private void breakVault() {
		for (int status : new int[] { 401, 403, 404, 429, 500 }) {
			this.vault.faults().respond(status, "Some", "Reason");
			refresh();
			this.vault.faults().clear();
		}
		this.vault.faults().malformedBody();
		refresh();
		this.vault.faults().clear();
	}

	private void breakCluster() {
		this.vault.putSecret("api-key", this.leaks.mark("API key of a conflict"));
		this.cluster.admin()
			.resource(new SecretBuilder().withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName("foo")
				.endMetadata()
				.addToData("api-key", Base64.getEncoder().encodeToString(this.leaks.mark("theirs").getBytes()))
				.build())
			.fieldManager("kubectl")
			.forceConflicts()
			.serverSideApply();
		refresh();
		this.cluster.fake().fail(500);
		this.vault.putSecret("api-key", this.leaks.mark("API key of an outage"));
		refresh();
		this.cluster.fake().recover();
	}

	private String refresh() {
		return this.leaks.see("a result", this.context.getBean(KeyVaultRefresher.class).refresh().toString());
	}

	private void poll() {
		int port = ((ServletWebServerApplicationContext) this.context).getWebServer().getPort();
		Map<String, String> pages = this.leaks.seeActuator(URI.create("http://localhost:%d/actuator".formatted(port)),
				"app.api-key", "app.url", "app.odd", "spring.datasource.password", "spring.datasource", "app",
				"keyvault.vaults.payments.credential.client-secret", "keyVault", "hikaricp.connections");
		assertThat(pages.keySet()).anyMatch((page) -> page.endsWith("/env/app.url"))
			.anyMatch((page) -> page.endsWith("/configprops"));
		assertThat(this.leaks.seeManagementBeans().keySet())
			.anyMatch((bean) -> bean.contains("type=Endpoint,name=Env") && bean.endsWith(" environment"));
		this.leaks.see("system properties", System.getProperties().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "api-key: 'login#/none'", "size: api-key", "long: api-key", "field: api-key",
			"credential: wrong", "bundle: api-key", "login: wrong" })
	void startFailsInSilence(String mistake) {
		switch (mistake.substring(0, mistake.indexOf(':'))) {
			case "api-key" -> key("keys.app.api-key", "login#/none");
			case "size" -> key("keys.app.size", "api-key");
			case "long" -> this.vault.putSecret("api-key", this.leaks.mark("long API key") + "-".repeat(100));
			case "field" -> key("keys.field.size", "api-key");
			case "credential" -> key("credential.client-secret", this.leaks.mark("wrong client secret"));
			case "bundle" -> key("keys.spring.ssl.bundle.pem.other.keystore.certificate", "api-key");
			default -> login("app_blue", "wrong password");
		}
		this.properties.put("spring.main.web-application-type", "none");
		Class<?> configuration = mistake.startsWith("field") ? WithField.class : Application.class;
		Throwable failure = catchThrowable(() -> start(configuration).close());
		assertThat(failure).isNotNull();
	}

	private ConfigurableApplicationContext start(Class<?> configuration) {
		return new SpringApplicationBuilder(configuration).properties(this.properties).run();
	}

	/**
	 * An application with beans that follow in every way there is.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Application.App.class)
	static class Application {

		@Value("${app.url}")
		private String url;

		@Bean
		@RefreshScope
		Scoped scoped(@Value("${app.api-key}") String apiKey) {
			return new Scoped(apiKey);
		}

		@Bean
		Thread worker(Rotating<App> app, JdbcTemplate jdbc) {
			jdbc.queryForObject("SELECT 1", Integer.class);
			return new Thread("worker-" + app.get().bytes().length);
		}

		@Bean
		RotationValidator noRefusedValues() {
			return (rotation) -> rotation.changes()
				.stream()
				.filter((change) -> change.key().value().equals("app.odd"))
				.filter((change) -> change.after() != null && change.after().value().reveal().startsWith("refused"))
				.map((change) -> new RejectedChange(change, "It is refused"))
				.toList();
		}

		@EventListener
		void rotated(KeyVaultRotatedEvent event) {
			LoggerFactory.getLogger(getClass()).info("{} {}", event, this.url.length());
		}

		/**
		 * Properties of a record.
		 *
		 * @param apiKey a text
		 * @param odd another one
		 * @param bytes bytes
		 * @param url a text with another inside
		 * @param size a number
		 */
		@Validated
		@ConfigurationProperties("app")
		record App(@Size(max = 100, message = "'${validatedValue}' is too long") String apiKey, String odd,
				byte[] bytes, String url, int size) {

			@Override
			public String toString() {
				return "App" + Arrays.hashCode(this.bytes);
			}

		}

		/**
		 * A bean of the refresh scope.
		 */
		static class Scoped {

			private final String apiKey;

			Scoped() {
				this("");
			}

			Scoped(String apiKey) {
				this.apiKey = apiKey;
			}

			String apiKey() {
				return this.apiKey;
			}

		}

	}

	/**
	 * An application with a field that is a number.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithField {

		@Value("${field.size}")
		private int size;

		int size() {
			return this.size;
		}

	}

}
