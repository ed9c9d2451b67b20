package dev.keyvault.spring.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application whose environment variable for the proxy is wrong.
 */
class ProxyVariableTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					ftp://shop:s3cret-pa55-of-proxy@proxy:3128 | The environment variable HTTPS_PROXY is not the address of a proxy: \
					expected http://[user:password@]host[:port], with user and password percent-encoded.
					http://shop:s3cret-pa55-of-proxy%zz@proxy:3128 | User or password in the environment variable HTTPS_PROXY are not \
					percent-encoded: write %25 for a %.
					""")
	void startWhenVariableIsMalformedTellsWhatIsExpected(String variable, String reason) throws IOException {
		String output = start(variable);
		assertThat(output).contains("""
				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				Keys could not be imported from Azure Key Vault:

				%s
				    HTTPS_PROXY

				Action:

				Correct the environment variable 'HTTPS_PROXY'.
				""".formatted(reason)).doesNotContain("s3cret-pa55-of-proxy", "s3cret-of-application");
	}

	private static String start(String variable) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), SpringApplication.class.getName()));
		command.add("--spring.config.import=keyvault:");
		String vault = "--keyvault.vaults.payments.";
		List.of("endpoint=https://payments.example.org", "keys.app.key=key", "credential.type=client-secret",
				"credential.tenant-id=11111111-1111-1111-1111-111111111111",
				"credential.client-id=22222222-2222-2222-2222-222222222222",
				"credential.client-secret=s3cret-of-application")
			.forEach((setting) -> command.add(vault + setting));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.matches("(?i)(HTTPS?|NO|ALL)_PROXY|JAVA_TOOL_OPTIONS"));
		builder.environment().put("HTTPS_PROXY", variable);
		return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
