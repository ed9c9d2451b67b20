package dev.keyvault.spring.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicInteger;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.bootstrap.BootstrapRegistry;
import org.springframework.boot.bootstrap.BootstrapRegistryInitializer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications with credentials that are not those of one vault.
 */
@ExtendWith(OutputCaptureExtension.class)
class CredentialTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("name", "s3cret-of-one"));

	@TempDir
	private Path directory;

	@Test
	void startWithOneCredentialForAllVaultsReadsEach(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(
				"""
						keyvault:
						  credential:
						    type: client-secret
						    tenant-id: %s
						    client-id: %s
						    client-secret: %s
						    authority-host: %s
						  vaults:
						    first: {endpoint: "%5$s", trusted-certificates: "file:%6$s", verify-challenge-resource: false, keys: {app.first: name}}
						    second:
						      endpoint: "%5$s/"
						      trusted-certificates: "file:%6$s"
						      verify-challenge-resource: false
						      credential: {type: static-token, token: "%7$s"}
						      keys: {app.second: name}
						"""
					.formatted(vault().tenantId(), vault().clientId(), vault().clientSecret(), vault().authorityHost(),
							vault().endpoint(), vault().certificateAuthorityFile(), vault().token()))) {
			assertThat(context.getEnvironment().getProperty("app.first")).isEqualTo("s3cret-of-one");
			assertThat(context.getEnvironment().getProperty("app.second")).isEqualTo("s3cret-of-one");
			assertThat(output).contains(" by client secret (client '").contains(" by static token");
		}
	}

	@Test
	void startWithCustomCredentialUsesItAtStartAndAfterwards() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addBootstrapRegistryInitializer(new OwnCredential());
		String[] arguments = { "--spring.config.import=keyvault:", "--keyvault.credential.type=custom",
				"--keyvault.vaults.payments.endpoint=" + vault().endpoint(),
				"--keyvault.vaults.payments.trusted-certificates=file:" + vault().certificateAuthorityFile(),
				"--keyvault.vaults.payments.verify-challenge-resource=false",
				"--keyvault.vaults.payments.keys.app.name=name" };
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			assertThat(context.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-of-one");
			int asked = OwnCredential.asked.get();
			assertThat(asked).isPositive();
			vault().expireTokens();
			vault().putSecret("name", "s3cret-of-two");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(context.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-of-two");
			assertThat(OwnCredential.asked.get()).isGreaterThan(asked);
		}
		finally {
			vault().putSecret("name", "s3cret-of-one");
		}
	}

	@Test
	void startWithCredentialFileThatEverybodyMayChangeWarnsOnce(CapturedOutput output) throws Exception {
		Path secret = Files.writeString(this.directory.resolve("clientsecret"), vault().clientSecret());
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-rw-"));
		Files.writeString(this.directory.resolve("clientid"), vault().clientId());
		start("""
				keyvault:
				  credential: {directory: "%s", tenant-id: %s, authority-host: "%s"}
				  vaults:
				    first: {endpoint: "%4$s", trusted-certificates: "file:%5$s", verify-challenge-resource: false, keys: {app.first: name}}
				    second: {endpoint: "%4$s/", trusted-certificates: "file:%5$s", verify-challenge-resource: false, keys: {app.second: name}}
				"""
			.formatted(this.directory, vault().tenantId(), vault().authorityHost(), vault().endpoint(),
					vault().certificateAuthorityFile()))
			.close();
		String warning = "Every user of this machine may change the credential file '%s'. Take that away: chmod o-w '%1$s'."
			.formatted(secret);
		assertThat(output).containsOnlyOnce(warning);
	}

	private static EmbeddedKeyVault vault() {
		return payments.vault();
	}

	private static String tokenOfOurs() {
		return payments.vault().token();
	}

	private ConfigurableApplicationContext start(String yaml) {
		return ApplicationRun.in(this.directory)
			.file("application.yml", "spring.config.import: \"keyvault:\"\n" + yaml)
			.start();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	// tag::custom-credential[]
	static class OwnCredential implements BootstrapRegistryInitializer {

		static final AtomicInteger asked = new AtomicInteger();

		@Override
		public void initialize(BootstrapRegistry registry) {
			registry.registerIfAbsent(TokenCredential.class, (context) -> (request) -> fetch());
		}

		private static Mono<AccessToken> fetch() {
			asked.incrementAndGet();
			return Mono.fromCallable(() -> new AccessToken(tokenOfOurs(), OffsetDateTime.now().plusHours(1)));
		}

	}
	// end::custom-credential[]

}
