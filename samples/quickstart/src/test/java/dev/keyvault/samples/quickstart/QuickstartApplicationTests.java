package dev.keyvault.samples.quickstart;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@SpringBootTest(useMainMethod = UseMainMethod.ALWAYS, webEnvironment = WebEnvironment.RANDOM_PORT)
class QuickstartApplicationTests {

	@Autowired
	private AppSettings settings;

	@Autowired
	private KeyOverview overview;

	@Autowired
	private EmbeddedKeyVault vault;

	@LocalServerPort
	private int port;

	@Test
	void settingsHoldWhatTheVaultHolds() {
		assertThat(this.settings.connectionString().reveal())
			.isEqualTo("Server=db;User ID=user;Password=not-a-real-password;");
		assertThat(this.settings.clientSecret().reveal()).isEqualTo("not-a-real-client-secret");
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

	@Test
	void pageMasksValues() {
		RestTestClient browser = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
		browser.get().uri("/").exchange().expectStatus().isOk().expectBody(String.class).value((page) -> {
			assertThat(page).contains("<td>databasepassword<td>secret/key-vault-secret-1<td>", "<td>********");
			assertThat(page).contains("Server=db;User ID=user;Password=********;");
			assertThat(page).doesNotContain("not-a-real");
		});
	}

}
