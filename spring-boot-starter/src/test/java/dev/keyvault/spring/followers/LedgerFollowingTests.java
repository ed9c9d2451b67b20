package dev.keyvault.spring.followers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.spring.followers.LedgerFollowing.Ledger;
import dev.keyvault.spring.followers.LedgerFollowing.LedgerClient;
import dev.keyvault.spring.followers.LedgerFollowing.LedgerConfiguration;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RefreshResult;
import dev.keyvault.spring.refresh.RefreshResult.RejectedKey;
import dev.keyvault.spring.refresh.RotatingApplication;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the example of {@code docs/followers.md}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LedgerFollowingTests {

	private static final String URL = "https://ledger.example.com";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		LedgerClient.accept(URL, "blue", "s3cret-pa55-of-blue");
		putLogin("blue", "s3cret-pa55-of-blue");
	}

	@Test
	void clientIsReplacedWhenItsLoginIsRotated(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start()) {
			LedgerClient before = context.getBean(Ledger.class).client();
			LedgerClient.accept(URL, "green", "s3cret-pa55-of-green");
			putLogin("green", "s3cret-pa55-of-green");
			RefreshResult result = context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(result.rotated()).hasSize(2);
			assertThat(context.getBean(Ledger.class).client().user()).isEqualTo("green");
			assertThat(before.isOpen()).isFalse();
			assertThat(output).doesNotContain("keeps the old value").doesNotContain("nothing is known to follow");
		}
	}

	@Test
	void loginThatTheLedgerRejectsDoesNotComeIntoForce() {
		try (ConfigurableApplicationContext context = start()) {
			LedgerClient before = context.getBean(Ledger.class).client();
			putLogin("green", "s3cret-pa55-of-nobody");
			RefreshResult result = context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(result.rejected()).extracting(RejectedKey::reason)
				.containsOnly("The ledger rejects the new user name and password.");
			assertThat(context.getBean(Ledger.class).client()).isSameAs(before);
			assertThat(before.isOpen()).isTrue();
			assertThat(context.getEnvironment().getProperty("app.ledger.username")).isEqualTo("blue");
		}
	}

	private ConfigurableApplicationContext start() {
		return RotatingApplication.of(this.vault, LedgerConfiguration.class)
			.property("app.ledger.url", URL)
			.key("app.ledger", "ledger-login#*")
			.start();
	}

	private void putLogin(String username, String password) {
		this.vault.putSecret("ledger-login",
				"{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password));
	}

}
