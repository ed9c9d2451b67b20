package dev.keyvault.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.RequestLog;

/**
 * A vault with 200 secrets that takes 20 ms for each request. Prints how to reach it,
 * then answers each line with the requests since the last one, until its input ends.
 */
public final class VaultProcess {

	private static final int SECRETS = 200;

	private static final Duration DELAY = Duration.ofMillis(20);

	private VaultProcess() {
	}

	/**
	 * Run the vault.
	 * @param arguments not used
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			for (int i = 0; i < SECRETS; i++) {
				vault.putSecret("secret-" + i, "value-" + i);
			}
			vault.faults().delay(DELAY);
			PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
			out.println(String.join(" ", vault.endpoint().toString(), vault.certificateAuthorityFile().toString(),
					vault.token()));
			answer(vault.requests(), out);
		}
	}

	private static void answer(RequestLog requests, PrintStream out) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		while (in.readLine() != null) {
			out.println("%d %d %d".formatted(requests.total(), requests.challenges(), requests.maxConcurrent()));
			requests.reset();
		}
	}

}
