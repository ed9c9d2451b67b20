package dev.keyvault.samples.quickstart;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.mock.env.MockEnvironment;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.spring.EmbeddedKeyVaultInitializer;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedVaultTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension other = new EmbeddedKeyVaultExtension(EmbeddedVaultTests::putSecrets);

	private static void putSecrets(EmbeddedKeyVault vault) {
		vault.putSecret("key-vault-secret-1", "password");
		vault.putSecret("key-vault-secret-2", "password-and-more");
	}

	@Test
	void startsNoVaultWhenEndpointIsSet(EmbeddedKeyVault vault, CapturedOutput output) {
		QuickstartApplication.main(arguments(vault));
		assertThat(vault.requests().count("/secrets/key-vault-secret-[12].*")).isPositive();
		assertThat(output).contains("'demo' (" + vault.endpoint() + ")");
	}

	@Test
	void masksTheLongerOfTwoValuesThatBeginAlike(EmbeddedKeyVault vault, CapturedOutput output) {
		QuickstartApplication.main(arguments(vault, "--app.connection-string=Key=${clientsecret};"));
		assertThat(output).contains("app.connection-string: Key=********;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "endpoint", "name" })
	void startsNoVaultWhenAnotherIsNamed(String property) {
		SpringApplication application = new SpringApplication();
		ConfigurableEnvironment environment = new MockEnvironment().withProperty("keyvault.vaults.demo." + property,
				"other");
		new EmbeddedVault().onApplicationEvent(new ApplicationEnvironmentPreparedEvent(new DefaultBootstrapContext(),
				application, new String[0], environment));
		assertThat(application.getInitializers()).noneMatch(EmbeddedKeyVaultInitializer.class::isInstance);
	}

	@Test
	void embeddedVaultWinsOverNameAndDirectoryInFiles(CapturedOutput output) {
		QuickstartApplication.main(new String[] { "--spring.profiles.active=azure", "--demo.exit-after-start=true" });
		assertThat(output).contains("Imported 2 keys", "'demo' (https://localhost:");
	}

	private static String[] arguments(EmbeddedKeyVault vault, String... more) {
		Stream<String> reach = Stream.of(vault.propertyValues("demo")).map("--"::concat);
		return Stream.of(reach, Stream.of("--demo.exit-after-start=true"), Stream.of(more))
			.flatMap((arguments) -> arguments)
			.toArray(String[]::new);
	}

}
