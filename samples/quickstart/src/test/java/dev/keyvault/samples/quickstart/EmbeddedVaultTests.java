package dev.keyvault.samples.quickstart;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

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

	private static String[] arguments(EmbeddedKeyVault vault, String... more) {
		Stream<String> reach = Stream.of(vault.propertyValues("demo")).map("--"::concat);
		return Stream.of(reach, Stream.of("--demo.exit-after-start=true"), Stream.of(more))
			.flatMap((arguments) -> arguments)
			.toArray(String[]::new);
	}

}
