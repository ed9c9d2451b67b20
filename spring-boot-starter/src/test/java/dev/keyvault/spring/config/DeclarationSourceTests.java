package dev.keyvault.spring.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.BootstrapRegistryInitializer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import dev.keyvault.mapping.DeclarationSource;
import dev.keyvault.mapping.InvalidReferenceException;
import dev.keyvault.mapping.KeyNaming;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts applications whose keys are declared by sources of their own. Holds the example
 * of {@code docs/declaration-sources.md}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeclarationSourceTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension((vault) -> {
		vault.putSecret("one", "s3cret-of-one");
		vault.putSecret("two", "s3cret-of-two");
		vault.putSecret("app--named", "s3cret-of-named");
	});

	@TempDir
	private Path directory;

	@Test
	void startReadsKeysOfACatalogBesideThoseOfTheApplication() throws IOException {
		Path file = Files.writeString(this.directory.resolve("keys.csv"), "payments,app.two,two");
		SpringApplication application = new SpringApplication(ApplicationRun.Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(new HashMap<>(payments.vault().properties("payments")));
		// tag::key-catalog-registration[]
		application.addBootstrapRegistryInitializer(
				(registry) -> registry.registerIfAbsent(DeclarationSource.class, (context) -> new KeyCatalog(file)));
		// end::key-catalog-registration[]
		try (ConfigurableApplicationContext context = application.run(
				"--spring.config.location=" + this.directory.toUri(), "--spring.config.import=keyvault:",
				"--keyvault.vaults.payments.keys.app.one=one")) {
			assertThat(context.getEnvironment().getProperty("app.one")).isEqualTo("s3cret-of-one");
			assertThat(context.getEnvironment().getProperty("app.two")).isEqualTo("s3cret-of-two");
		}
	}

	@Test
	void startWhenTheApplicationDeclaresAKeyOfACatalogPrefersTheApplicationAndSaysSo(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(catalog("payments,app.name,two"))
			.argument("--keyvault.vaults.payments.keys.app.name=one")
			.start()) {
			assertThat(context.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-of-one");
			assertThat(output).containsOnlyOnce(
					"Key 'app.name' is declared by the key catalog 'keys.csv' and by the properties of the application, which win.");
		}
	}

	@Test
	void startWhenVaultIsOnlyOfASourceTakesItsSettings() {
		EmbeddedKeyVault vault = payments.vault();
		DeclarationSource.DeclaredVault own = DeclarationSource.DeclaredVault.of("own")
			.with("endpoint", vault.endpoint().toString())
			.with("trusted-certificates", "file:" + vault.certificateAuthorityFile())
			.with("verify-challenge-resource", "false")
			.with("credential.type", "static-token")
			.with("credential.token", vault.token())
			.with(new NamedKey("app.one"), ObjectReference.parse("one"))
			.with(new DeclarationSource.Rule(List.of("app--*"), Map.of(), "", KeyNaming.DOUBLE_DASH));
		assertThat(own.toString()).isEqualTo("own: {app.one=secret/one}");
		try (ConfigurableApplicationContext context = ApplicationRun.in(this.directory)
			.file("application.yml", "spring.config.import: \"keyvault:own\"")
			.bootstrap((registry) -> registry.registerIfAbsent(DeclarationSource.class,
					(bootstrap) -> source(DeclarationSource.Declarations.of(own))))
			.start()) {
			assertThat(context.getEnvironment().getProperty("app.one")).isEqualTo("s3cret-of-one");
			assertThat(context.getEnvironment().getProperty("app.named")).isEqualTo("s3cret-of-named");
		}
	}

	@Test
	void startWhenInputIsWrongReportsEverything() {
		assertThat(failure(catalog("payments,app.one,one", "payments;app.two;two", "payments,app.two,tw/o",
				"payments,app.none,none", "audit,app.three,three")))
			.isEqualTo(
					"""
							Keys could not be imported from Azure Key Vault, for 4 reasons:

							1. 'tw/o' is not an object reference: its type 'tw' is not one of 'secret', 'key' and 'certificate'.
							    app.two

							2. A line of the key catalog 'keys.csv' does not have three columns.
							    payments;app.two;two

							3. Vault 'audit' is declared by the key catalog 'keys.csv' without its endpoint, and the application does not configure it; configured: 'payments'.
							    audit

							4. Secret 'none' does not exist in vault 'payments' ({payments}).
							    app.none: secret/none, declared by the key catalog 'keys.csv'

							Action:

							1. Correct the line in the key catalog 'keys.csv'.
							2. Write vault,key,reference.
							3. Set 'keyvault.vaults.audit.endpoint', or correct the name of the vault.
							4. Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.""");
	}

	@Test
	void startWhenSourceFailsReportsWhereWithoutItsMessage() {
		Path missing = this.directory.resolve("keys.csv");
		assertThat(failure((registry) -> registry
			.registerIfAbsent(DeclarationSource.class, (bootstrap) -> new KeyCatalog(missing)))).isEqualTo(
					"""
							Keys could not be imported from Azure Key Vault:

							The declaration source 'dev.keyvault.spring.config.DeclarationSourceTests$KeyCatalog' fails with java.nio.file.NoSuchFileException at dev.keyvault.spring.config.DeclarationSourceTests$KeyCatalog.read(DeclarationSourceTests.java:{line}); the message is not shown, since it may quote a secret.
							    dev.keyvault.spring.config.DeclarationSourceTests$KeyCatalog

							Action:

							Correct the input of the source. A source returns what is wrong with its input as a 'Mistake'.""");
	}

	@Test
	void startWhenTwoSourcesDeclareAKeyFails() throws Exception {
		SpringFactories factories = new SpringFactories(this.directory, DeclarationSource.class,
				EnvironmentSource.class.getName(), "com.example.NoSuchSource");
		assertThat(factories
			.call(() -> failure(catalog("payments,app.name,one", "payments,app.two,two", "payments,app.two,one"))))
			.isEqualTo(
					"""
							Keys could not be imported from Azure Key Vault, for 3 reasons:

							1. The declaration source 'com.example.NoSuchSource' cannot be created: java.lang.ClassNotFoundException.
							    com.example.NoSuchSource

							2. Key 'app.two' is declared twice by the key catalog 'keys.csv'.
							    app.two

							3. Key 'app.name' is declared by the key catalog 'keys.csv' and by the library.
							    app.name

							Action:

							1. Correct its name in 'META-INF/spring.factories', or its constructor, which may take the 'Environment'.
							2. Declare it once, or under 'keyvault.vaults.payments.keys', which wins over other sources.
							3. Declare it once, or under 'keyvault.vaults.payments.keys', which wins over other sources.""");
	}

	private String failure(BootstrapRegistryInitializer catalog) {
		Throwable failure = catchThrowable(() -> run(catalog).start());
		assertThat(failure).as("failure of the start").isNotNull();
		return FailureMessage.of(failure)
			.replace(payments.vault().endpoint().toString(), "{payments}")
			.replaceAll("Tests\\.java:\\d+", "Tests.java:{line}");
	}

	private ApplicationRun run(BootstrapRegistryInitializer catalog) {
		return ApplicationRun.in(this.directory)
			.file("application.yml", "spring.config.import: \"keyvault:\"")
			.vault("payments", payments.vault())
			.bootstrap(catalog);
	}

	private BootstrapRegistryInitializer catalog(String... lines) {
		try {
			Path file = Files.write(this.directory.resolve("keys.csv"), List.of(lines));
			return (registry) -> registry.registerIfAbsent(DeclarationSource.class, (context) -> new KeyCatalog(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static DeclarationSource source(DeclarationSource.Declarations declarations) {
		return new DeclarationSource() {

			@Override
			public String origin() {
				return "a test";
			}

			@Override
			public Declarations read() {
				return declarations;
			}

		};
	}

	// tag::key-catalog[]
	static final class KeyCatalog implements DeclarationSource {

		private final Path file;

		KeyCatalog(Path file) {
			this.file = file;
		}

		@Override
		public String origin() {
			return "the key catalog '%s'".formatted(this.file.getFileName());
		}

		@Override
		public Declarations read() throws IOException {
			List<DeclaredVault> vaults = new ArrayList<>();
			List<Mistake> mistakes = new ArrayList<>();
			for (String line : Files.readAllLines(this.file)) {
				String[] columns = line.split(",");
				if (columns.length == 3) {
					vaults.add(read(columns[0], columns[1], columns[2]));
				}
				else {
					mistakes.add(new Mistake(line, "A line of %s does not have three columns.".formatted(origin()),
							"Write vault,key,reference."));
				}
			}
			return new Declarations(vaults, mistakes);
		}

		private DeclaredVault read(String vault, String key, String reference) {
			try {
				return DeclaredVault.of(vault).with(new NamedKey(key), ObjectReference.parse(reference));
			}
			catch (InvalidReferenceException ex) {
				return DeclaredVault.of(vault)
					.with(new Mistake(key, ex.getMessage(), "Correct the line in %s.".formatted(origin())));
			}
		}

	}
	// end::key-catalog[]

	static final class EnvironmentSource implements DeclarationSource {

		private final String vault;

		EnvironmentSource(Environment environment) {
			this.vault = environment.getRequiredProperty("spring.main.banner-mode").equals("off") ? "payments" : "";
		}

		@Override
		public String origin() {
			return "the library";
		}

		@Override
		public Declarations read() {
			return Declarations.of(DeclaredVault.of(this.vault)
				.with(new NamedKey("app.name"), ObjectReference.parse("two"))
				.with(new NamedKey("app.other"), ObjectReference.parse("one")));
		}

	}

}
