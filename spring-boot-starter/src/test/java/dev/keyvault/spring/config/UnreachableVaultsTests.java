package dev.keyvault.spring.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts against vaults that nobody answers for.
 */
class UnreachableVaultsTests {

	private static final String ACTION = "Check the firewalls, network policies and private endpoints between this application and it; over a slow network raise 'keyvault.http.connect-timeout'.";

	/**
	 * What is told besides on a machine that is busy with something else.
	 */
	private static final String STARVED = ", while the threads .* or longer|Give this process .* does not help: ";

	@TempDir
	private Path directory;

	@Test
	void startWhenVaultsSwallowPacketsTellsOfEach() throws IOException {
		try (ServerSocket first = mute(); ServerSocket second = mute()) {
			Throwable failure = catchThrowable(() -> start(first, second));
			assertThat(FailureMessage.of(failure).replaceAll(STARVED, "")).isEqualTo(
					"""
							Keys could not be imported from Azure Key Vault, for 2 reasons:

							1. Vault 'payments' (https://localhost:%1$d) cannot be reached: there is no TLS connection within 200 ms.
							    app.first: secret/first
							    app.second: secret/second

							2. Vault 'audit' (https://localhost:%2$d) cannot be reached: there is no TLS connection within 200 ms.
							    audit.token: secret/token

							Action:

							1. %3$s
							2. %3$s"""
						.formatted(first.getLocalPort(), second.getLocalPort(), ACTION));
		}
	}

	private static ServerSocket mute() throws IOException {
		return new ServerSocket(0, 50, InetAddress.getByName("localhost"));
	}

	private void start(ServerSocket first, ServerSocket second) {
		ApplicationRun.in(this.directory).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault:
				  http.connect-timeout: 200ms
				  load.timeout: 5s
				  vaults:
				    payments:
				      endpoint: https://localhost:%d
				      credential: {type: static-token, token: anything}
				      keys: {app.first: first, app.second: second}
				    audit:
				      endpoint: https://localhost:%d
				      credential: {type: static-token, token: anything}
				      keys: {audit.token: token}
				""".formatted(first.getLocalPort(), second.getLocalPort())).start().close();
	}

}
