package dev.keyvault.spring.aot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.AotDetector;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.spring.IsolatedClasspath;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for applications that are processed ahead of time.
 */
@ExtendWith(OutputCaptureExtension.class)
class AheadOfTimeTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private static final Map<String, String> PORT = Map.of("server.port", "0");

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	private Path folder;

	@Test
	void bareApplicationIsProcessedAndStarts() throws Exception {
		try (IsolatedClasspath classpath = new AheadOfTime(this.folder).process(BareApplication.class)) {
			assertThat(start(classpath, StartBare.class, PORT).apply("names")).isEqualTo("true, false");
		}
	}

	@Test
	void applicationWithAnImportFollows() throws Exception {
		this.vault.putSecret("key", "s3cret-of-one");
		Map<String, String> properties = properties();
		this.vault.requests().reset();
		try (IsolatedClasspath classpath = new AheadOfTime(this.folder).process(FollowingApplication.class,
				arguments(properties))) {
			assertThat(this.vault.requests().lines()).isEmpty();
			Function<String, String> application = start(classpath, StartFollowing.class, properties);
			assertThat(application.apply("values")).isEqualTo(values("s3cret-of-one"));
			this.vault.putSecret("key", "s3cret-of-two");
			application.apply("refresh");
			assertThat(application.apply("values")).isEqualTo(values("s3cret-of-two"));
			application.apply("close");
		}
	}

	@Test
	void importThatComesAfterwardsIsToldOf(CapturedOutput output) throws Exception {
		this.vault.putSecret("key", "s3cret-of-one");
		try (IsolatedClasspath classpath = new AheadOfTime(this.folder).process(BareApplication.class)) {
			start(classpath, StartBare.class, properties());
			assertThat(output)
				.contains("Keys are imported, but were not when the application was processed ahead of time: "
						+ "nothing follows their rotation. Process it with the profiles and the configuration that it starts with.");
		}
	}

	@Test
	void importThatIsGoneFailsTheStart(CapturedOutput output) throws Exception {
		AheadOfTime application = new AheadOfTime(this.folder);
		try (IsolatedClasspath classpath = application.process(FollowingApplication.class, arguments(properties()))) {
			assertThatThrownBy(() -> start(classpath, StartFollowing.class, Map.of("app.key", "plain")))
				.isInstanceOf(RuntimeException.class);
			assertThat(output).contains("""
					Description:

					The application was processed ahead of time with an import of keys, and starts without.

					Action:

					Start it with the profiles and the configuration that it was processed with, among them \
					'spring.config.import: "keyvault:"', or process it anew.
					""");
		}
	}

	@Test
	void vaultThatIsOutOfReachAndSettingsThatAreNotThereAreNoMatter() throws Exception {
		AheadOfTime application = new AheadOfTime(this.folder);
		application
			.process(FollowingApplication.class, "--spring.config.import=keyvault:",
					"--keyvault.vaults.demo.endpoint=${ENDPOINT_OF_NOWHERE}",
					"--keyvault.kubernetes.secrets.one.data.entry=app.key", "--keyvault.files.directory=/nowhere",
					"--keyvault.files.data.file=app.key")
			.close();
		assertThat(application.code())
			.contains("\"keyVaultRefresher\"", "\"keyVaultSecretsLifecycle\"", "\"keyVaultTargetsLifecycle\"")
			.doesNotContain("\"keyVaultImportedKeys\"", "\"keyVaultFiles\"");
	}

	@Test
	void secretsOfAManifestAreKept() throws Exception {
		Path manifest = Files.writeString(this.folder.resolve("spc.yaml"), """
				apiVersion: secrets-store.csi.x-k8s.io/v1
				kind: SecretProviderClass
				spec:
				  provider: azure
				  parameters:
				    keyvaultName: demo
				    tenantID: the-tenant
				    objects: '{"array": ["{objectName: key, objectType: secret}"]}'
				  secretObjects:
				    - secretName: one
				      data: [{objectName: key, key: entry}]
				""");
		AheadOfTime application = new AheadOfTime(this.folder);
		application.process(FollowingApplication.class, "--spring.config.import=keyvault:file:" + manifest).close();
		assertThat(application.code()).contains("\"keyVaultRefresher\"", "\"keyVaultSecretsLifecycle\"");
	}

	private Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>(this.vault.properties("demo"));
		properties.put("spring.config.import", "keyvault:");
		properties.put("keyvault.vaults.demo.keys.app.key", "key");
		properties.put("keyvault.refresh.enabled", "false");
		properties.put("keyvault.refresh.value-fields", "true");
		properties.put("server.port", "0");
		return properties;
	}

	private static String[] arguments(Map<String, String> properties) {
		return properties.entrySet()
			.stream()
			.map((property) -> "--%s=%s".formatted(property.getKey(), property.getValue()))
			.toArray(String[]::new);
	}

	private static String values(String value) {
		return "{@Value=%1$s, JavaBean=%1$s, Rotating=%1$s}".formatted(value);
	}

	private static Function<String, String> start(IsolatedClasspath classpath,
			Class<? extends Function<Map<String, String>, Function<String, String>>> type,
			Map<String, String> properties) throws ReflectiveOperationException {
		return classpath.call(type, properties);
	}

	/**
	 * Starts the application without an import, in the class loader it is loaded by.
	 */
	public static final class StartBare implements Function<Map<String, String>, Function<String, String>> {

		@Override
		public Function<String, String> apply(Map<String, String> properties) {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(BareApplication.class)
				.main(BareApplication.class)
				.run(arguments(properties))) {
				String seen = "%s, %s".formatted(AotDetector.useGeneratedArtifacts(),
						context.getBeanProvider(KeyVaultRefresher.class).getIfAvailable() != null);
				return (question) -> seen;
			}
		}

	}

	/**
	 * Starts the application with an import, in the class loader it is loaded by.
	 */
	public static final class StartFollowing implements Function<Map<String, String>, Function<String, String>> {

		@Override
		@SuppressWarnings("resource")
		public Function<String, String> apply(Map<String, String> properties) {
			ConfigurableApplicationContext context = FollowingApplication.start(arguments(properties));
			return (command) -> switch (command) {
				case "values" -> new TreeMap<>(context.getBean(FollowingApplication.Holder.class).values()).toString();
				case "refresh" -> context.getBean(KeyVaultRefresher.class).refresh().toString();
				default -> {
					context.close();
					yield "closed";
				}
			};
		}

	}

}
