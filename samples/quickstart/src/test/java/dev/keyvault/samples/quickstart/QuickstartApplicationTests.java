package dev.keyvault.samples.quickstart;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@Tag("jdk")
@SpringBootTest(useMainMethod = UseMainMethod.ALWAYS, webEnvironment = WebEnvironment.RANDOM_PORT)
class QuickstartApplicationTests {

	@Autowired
	private AppSettings settings;

	@Autowired
	private KeyOverview overview;

	@Autowired
	private EmbeddedKeyVault vault;

	@Test
	void settingsHoldWhatTheVaultHolds() {
		assertThat(this.settings.connectionString().reveal())
			.isEqualTo("Server=db;User ID=user;Password=s3cret-not-a-real-password;");
		assertThat(this.settings.clientSecret().reveal()).isEqualTo("s3cret-not-a-real-client-secret");
	}

	@Test
	void settingsDoNotShowValues() {
		assertThat(this.settings).hasToString("AppSettings[connectionString=[redacted], clientSecret=[redacted]]");
	}

	@Test
	void keysTellTheirObjects() {
		assertThat(this.overview.keys()).extracting(ImportedKey::name, ImportedKey::object)
			.containsExactly(tuple("databasepassword", "secret/key-vault-secret-1"),
					tuple("clientsecret", "secret/key-vault-secret-2"));
		assertThat(this.overview.keys()).extracting(ImportedKey::version).allMatch((id) -> id.matches("[0-9a-f]{32}"));
	}

	@Test
	void vaultAnswersOneTokenRequest() {
		assertThat(this.vault.requests().tokenRequests()).isEqualTo(1);
	}

}
