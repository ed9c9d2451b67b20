package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code spring.config.import: "keyvault:"} in full applications.
 */
class KeyVaultImportTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(KeyVaultImportTests::fill);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension audit = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("audit-token", "s3cret-t0ken-of-audit"));

	@TempDir
	Path directory;

	static void fill(EmbeddedKeyVault vault) {
		vault.putSecret("key-vault-secret-1", "s3cret-pa55-of-database");
		vault.putSecret("key-vault-secret-2", "s3cret-of-client");
		vault.putSecret("other", "s3cret-0ther-value");
	}

	@Test
	void seedCaseResolvesConnectionString() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys:
				  databasepassword: key-vault-secret-1
				  clientsecret: key-vault-secret-2
				app.connection: "Server=db;User ID=user;Password=${databasepassword};"
				""");
		try (ConfigurableApplicationContext context = run.start()) {
			Environment environment = context.getEnvironment();
			assertThat(environment.getProperty("databasepassword")).isEqualTo("s3cret-pa55-of-database");
			assertThat(environment.getProperty("clientsecret")).isEqualTo("s3cret-of-client");
			assertThat(environment.getProperty("app.connection"))
				.isEqualTo("Server=db;User ID=user;Password=s3cret-pa55-of-database;");
		}
	}

	@Test
	void importWhenInProfileDocumentIsFollowed() {
		ApplicationRun run = application("app.name: quiet").file("application-prod.yml", """
				spring.config.import: "keyvault:payments"
				keyvault.vaults.payments.keys.databasepassword: key-vault-secret-1
				""").argument("--spring.profiles.active=prod");
		assertProperty(run, "databasepassword", "s3cret-pa55-of-database");
	}

	@Test
	void importWhenInDocumentOfOtherProfileIsNotFollowed() {
		ApplicationRun run = application("""
				app.name: quiet
				---
				spring.config.activate.on-profile: prod
				spring.config.import: "keyvault:payments"
				keyvault.vaults.payments.keys.databasepassword: key-vault-secret-1
				""");
		assertProperty(run, "databasepassword", null);
	}

	@Test
	void importWhenInEnvironmentVariableIsFollowed() {
		ApplicationRun run = application("keyvault.vaults.payments.keys.databasepassword: key-vault-secret-1")
			.variable("SPRING_CONFIG_IMPORT", "keyvault:");
		assertProperty(run, "databasepassword", "s3cret-pa55-of-database");
	}

	@Test
	void importWhenOnCommandLineIsFollowed() {
		ApplicationRun run = application("keyvault.vaults.payments.keys.databasepassword: key-vault-secret-1")
			.argument("--spring.config.import=optional:keyvault:payments");
		assertProperty(run, "databasepassword", "s3cret-pa55-of-database");
	}

	@Test
	void importWhenSeveralVaultsAreNamedReadsEach() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:payments;audit"
				keyvault.vaults:
				  payments.keys.databasepassword: key-vault-secret-1
				  audit.keys.audit.token: audit-token
				""");
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty("databasepassword")).isEqualTo("s3cret-pa55-of-database");
			assertThat(context.getEnvironment().getProperty("audit.token")).isEqualTo("s3cret-t0ken-of-audit");
		}
	}

	@Test
	void keysOfVaultWhenNotNamedAreNotImported() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:audit"
				keyvault.vaults:
				  payments.keys.databasepassword: key-vault-secret-1
				  audit.keys.audit.token: audit-token
				""");
		assertProperty(run, "databasepassword", null);
	}

	@Test
	void referenceWhenOverriddenInProfileDocumentReachesImport() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys.databasepassword: key-vault-secret-1
				""").file("application-prod.yml", "keyvault.vaults.payments.keys.databasepassword: other")
			.argument("--spring.profiles.active=prod");
		assertProperty(run, "databasepassword", "s3cret-0ther-value");
	}

	@Test
	void endpointWhenOverriddenInProfileDocumentReachesImport() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.endpoint: https://nowhere.invalid
				keyvault.vaults.payments.keys.databasepassword: key-vault-secret-1
				""").file("application-prod.yml", "keyvault.vaults.payments.endpoint: " + payments.vault().endpoint())
			.argument("--spring.profiles.active=prod");
		assertProperty(run, "databasepassword", "s3cret-pa55-of-database");
	}

	@Test
	void placeholdersInEndpointAndReferenceAreResolved() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.endpoint: ${VAULT_ENDPOINT}
				keyvault.vaults.payments.keys.databasepassword: ${secret-name:other}-secret-1
				""").variable("VAULT_ENDPOINT", payments.vault().endpoint().toString())
			.argument("--secret-name=key-vault");
		assertProperty(run, "databasepassword", "s3cret-pa55-of-database");
	}

	@Test
	void referenceWhenInEnvironmentVariableReachesImport() {
		ApplicationRun run = application("spring.config.import: 'keyvault:'")
			.variable("KEYVAULT_VAULTS_PAYMENTS_KEYS_SPRING_DATASOURCE_PASSWORD", "key-vault-secret-1");
		assertProperty(run, "spring.datasource.password", "s3cret-pa55-of-database");
	}

	@Test
	void importedKeyOverridesDeclaringDocument() {
		ApplicationRun run = application("""
				databasepassword: from-document
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys.databasepassword: key-vault-secret-1
				""");
		assertProperty(run, "databasepassword", "s3cret-pa55-of-database");
	}

	@Test
	void environmentVariableAndCommandLineOverrideImportedKey() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys:
				  databasepassword: key-vault-secret-1
				  clientsecret: key-vault-secret-2
				""").variable("DATABASEPASSWORD", "from-variable").argument("--clientsecret=from-command-line");
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty("databasepassword")).isEqualTo("from-variable");
			assertThat(context.getEnvironment().getProperty("clientsecret")).isEqualTo("from-command-line");
		}
	}

	@Test
	void laterImportOverridesEarlierImport() {
		ApplicationRun run = application("""
				spring.config.import: ["keyvault:payments", "keyvault:audit"]
				keyvault.vaults:
				  payments.keys.shared: other
				  audit.keys.shared: audit-token
				""");
		assertProperty(run, "shared", "s3cret-t0ken-of-audit");
	}

	@Test
	void optionalReferenceWhenObjectIsMissingIsAbsent() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys.databasepassword: optional:no-such-secret
				databasepassword: from-document
				""");
		assertProperty(run, "databasepassword", "from-document");
	}

	@Test
	void optionalImportWhenVaultIsOutOfReachStartsWithout() {
		ApplicationRun run = application("""
				spring.config.import: ["optional:keyvault:payments", "keyvault:audit"]
				keyvault.vaults:
				  payments.endpoint: https://localhost:1
				  payments.keys.databasepassword: key-vault-secret-1
				  audit.keys.audit.token: audit-token
				""");
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty("databasepassword")).isNull();
			assertThat(context.getEnvironment().getProperty("audit.token")).isEqualTo("s3cret-t0ken-of-audit");
		}
	}

	@Test
	void keysKeepTheirSpelling() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys:
				  "[DB_PASSWORD]": key-vault-secret-1
				  DB_USER: other
				  "[.dockerconfigjson]": key-vault-secret-2
				  "[a/b]": other
				  camelCase.key-name: other
				""");
		try (ConfigurableApplicationContext context = run.start()) {
			KeyVaultPropertySource source = (KeyVaultPropertySource) context.getEnvironment()
				.getPropertySources()
				.get("keyvault:");
			assertThat(source).isNotNull();
			assertThat(source.getPropertyNames()).containsExactlyInAnyOrder("DB_PASSWORD", "DB_USER",
					".dockerconfigjson", "a/b", "camelCase.key-name");
		}
	}

	@Test
	void vaultWithDashWhenOverriddenByVariableIsOneVault() {
		ApplicationRun run = application("""
				spring.config.import: "keyvault:"
				keyvault.vaults.my-vault:
				  endpoint: https://nowhere.invalid
				  keys.databasepassword: key-vault-secret-1
				  trusted-certificates: %s
				  credential.type: static-token
				  credential.token: %s
				""".formatted(payments.vault().certificateAuthorityFile().toUri(), payments.vault().token()))
			.variable("KEYVAULT_VAULTS_MYVAULT_ENDPOINT", payments.vault().endpoint().toString());
		assertProperty(run, "databasepassword", "s3cret-pa55-of-database");
	}

	private ApplicationRun application(String yaml) {
		return ApplicationRun.in(this.directory)
			.file("application.yml", yaml)
			.vault("payments", payments.vault())
			.vault("audit", audit.vault());
	}

	private static void assertProperty(ApplicationRun run, String name, @Nullable String value) {
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty(name)).isEqualTo(value);
		}
	}

}
