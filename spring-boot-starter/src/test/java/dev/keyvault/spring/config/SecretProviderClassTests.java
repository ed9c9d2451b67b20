package dev.keyvault.spring.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.certificate.Pem;
import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.CertificateFormat;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Starts applications whose keys are declared by SecretProviderClass manifests. The
 * numbers are those of the acceptance cases of the Secrets Store CSI Driver.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretProviderClassTests {

	private static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.EC);

	private static final IssuedCertificate ROOT = ISSUER.root("root");

	private final MovableClock time = new MovableClock(Instant.parse("2026-11-23T03:00:00Z"));

	private final EmbeddedKeyVault vault = EmbeddedKeyVault.builder().clock(this.time).start();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.vault.close();
	}

	@Test
	@DisplayName("cases 18, 20, 29, 30, 32: secret, alias, key, cert, cert as secret, encodings")
	void startReadsEachForm() throws Exception {
		this.vault.putSecret("secret1", "s3cret-one");
		this.vault.putSecret("encoded", "QmFzZTY0RW5jb2RlZFN0cmluZw==");
		this.vault.putSecret("digits", "486578456E636F646564537472696E67");
		KeyPair signing = KeyAlgorithm.RSA.generate();
		this.vault.putKey("key1", signing);
		IssuedCertificate web = ISSUER.leaf("web", ISSUER.intermediate("issuing", ROOT));
		this.vault.put(EmbeddedCertificate.of("cert1", web));
		this.vault.put(EmbeddedCertificate.of("cert2", web).format(CertificateFormat.PEM));
		String manifest = manifest(
				"""
						- {objectName: secret1, objectType: secret}
						- {objectName: secret1, objectAlias: SECRET_1, objectType: secret, objectVersion: ""}
						- {objectName: key1, objectType: key}
						- {objectName: cert1, objectType: cert}
						- {objectName: cert1, objectAlias: web/pem, objectType: secret}
						- {objectName: cert1, objectAlias: web/pfx, objectType: secret, objectFormat: pfx}
						- {objectName: cert1, objectAlias: web/bytes, objectType: secret, objectFormat: pfx, objectEncoding: base64}
						- {objectName: cert2, objectType: secret}
						- {objectName: encoded, objectType: secret, objectEncoding: base64}
						- {objectName: digits, objectType: secret, objectEncoding: hex}
						""");
		try (ConfigurableApplicationContext context = run(manifest).start()) {
			ConfigurableEnvironment keys = context.getEnvironment();
			assertThat(keys.getProperty("secret1")).isEqualTo("s3cret-one");
			assertThat(keys.getProperty("SECRET_1")).isEqualTo("s3cret-one");
			assertThat(keys.getProperty("key1")).isEqualTo(Pem.encode("PUBLIC KEY", signing.getPublic().getEncoded()));
			assertThat(keys.getProperty("cert1")).isEqualTo(Pem.encode(List.of(web.certificate())));
			String pem = Pem.encode("PRIVATE KEY", web.privateKey().getEncoded()) + Pem.encode(web.chain());
			assertThat(keys.getProperty("web/pem")).isEqualTo(pem);
			assertThat(Base64.getDecoder().decode(keys.getProperty("web/pfx")))
				.isEqualTo(keys.getProperty("web/bytes", byte[].class));
			assertThat(keys.getProperty("cert2")).contains("-----BEGIN PRIVATE KEY-----")
				.contains(chain(web).get(0), chain(web).get(1), chain(web).get(2));
			assertThat(keys.getProperty("encoded", byte[].class)).asString().isEqualTo("Base64EncodedString");
			assertThat(keys.getProperty("digits", byte[].class)).asString().isEqualTo("HexEncodedString");
		}
	}

	private static List<String> chain(IssuedCertificate issued) throws Exception {
		List<X509Certificate> chain = issued.chain();
		return List.of(Pem.encode(chain.subList(0, 1)), Pem.encode(chain.subList(1, 2)),
				Pem.encode(chain.subList(2, 3)));
	}

	@Test
	@DisplayName("cases 33 to 35, 39: a history is a list that rotates")
	void historyIsAListThatFollowsRotation() throws IOException {
		putSecret("X", "s3cret-one");
		String manifest = manifest(
				"- {objectName: X, objectAlias: app.keys, objectType: secret, objectVersionHistory: 2}");
		try (ConfigurableApplicationContext context = run(manifest).start()) {
			assertThat(list(context)).containsExactly("s3cret-one");
			putSecret("X", "s3cret-two");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(list(context)).containsExactly("s3cret-two", "s3cret-one");
			putSecret("X", "s3cret-three");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(list(context)).containsExactly("s3cret-three", "s3cret-two");
		}
	}

	private static List<String> list(ConfigurableApplicationContext context) {
		return Binder.get(context.getEnvironment()).bind("app.keys", Bindable.listOf(String.class)).get();
	}

	private void putSecret(String name, String value) {
		this.time.move(Duration.ofSeconds(2));
		this.vault.putSecret(name, value);
	}

	@Test
	@DisplayName("cases 18, 19, 33, 39: each object is a file, a history a directory of them")
	void objectsAreFilesWhereThereIsADirectoryForThem() throws IOException {
		putSecret("X", "s3cret-one");
		this.vault.putSecret("digits", "00ff");
		String manifest = manifest("""
				- {objectName: X, objectAlias: app.keys, objectType: secret, objectVersionHistory: 2}
				- {objectName: digits, objectType: secret, objectEncoding: hex, filePermission: 0440}
				- {objectName: X, objectAlias: mine, objectType: secret}
				""");
		Path files = this.directory.resolve("files");
		ApplicationRun run = run(manifest).argument("--keyvault.files.directory=" + files)
			.argument("--keyvault.files.data.mine=digits");
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(files.resolve("app.keys/0")).hasContent("s3cret-one");
			assertThat(files.resolve("app.keys/1")).doesNotExist();
			assertThat(files.resolve("digits")).hasBinaryContent(new byte[] { 0, -1 });
			assertThat(files.resolve("mine")).hasBinaryContent(new byte[] { 0, -1 });
			assertThat(Files.getPosixFilePermissions(files.resolve("digits").toRealPath()))
				.isEqualTo(PosixFilePermissions.fromString("r--r-----"));
			assertThat(Files.getPosixFilePermissions(files.resolve("app.keys/0").toRealPath()))
				.isEqualTo(PosixFilePermissions.fromString("r--------"));
			putSecret("X", "s3cret-two");
			context.getBean(KeyVaultRefresher.class).refresh();
			await().atMost(Duration.ofMinutes(2))
				.untilAsserted(() -> assertThat(files.resolve("app.keys/1")).hasContent("s3cret-one"));
			assertThat(files.resolve("app.keys/0")).hasContent("s3cret-two");
		}
	}

	@Test
	void startReadsSeveralVaultsOfSeveralManifestsAndOfImports() throws IOException {
		try (EmbeddedKeyVault audit = EmbeddedKeyVault.start(); EmbeddedKeyVault third = EmbeddedKeyVault.start()) {
			this.vault.putSecret("one", "s3cret-one");
			audit.putSecret("two", "s3cret-two");
			third.putSecret("three", "s3cret-three");
			write("two.yaml", manifest("- {objectName: two, objectType: secret}").replace("testkv", "audit-kv"));
			write("three.yaml", manifest("- {objectName: three, objectType: secret}").replace("testkv", "Third-kv")
					+ "---\nkind: Service\n---\n" + manifest("- {objectName: one, objectType: secret}"));
			try (ConfigurableApplicationContext context = ApplicationRun.in(this.directory)
				.file("application.yml",
						"""
								spring.config.import: "keyvault:file:%s/two.yaml,optional:keyvault:classpath:none.yaml,keyvault:third-kv;testkv"
								keyvault.secret-provider-class: "file:%1$s/three.yaml"
								"""
							.formatted(this.directory))
				.vault("testkv", this.vault)
				.vault("audit-kv", audit)
				.vault("third-kv", third)
				.start()) {
				assertThat(context.getEnvironment().getProperty("one")).isEqualTo("s3cret-one");
				assertThat(context.getEnvironment().getProperty("two")).isEqualTo("s3cret-two");
				assertThat(context.getEnvironment().getProperty("three")).isEqualTo("s3cret-three");
			}
		}
	}

	@Test
	void applicationAddsToManifestAndWins(CapturedOutput output) throws IOException {
		this.vault.putSecret("one", "s3cret-one");
		this.vault.putSecret("two", "s3cret-two");
		String manifest = manifest("""
				- {objectName: one, objectAlias: app.one, objectType: secret}
				- {objectName: one, objectAlias: app.two, objectType: secret}
				""").replace("clientID:", "resourceGroup: shop\n    clientID:");
		try (ConfigurableApplicationContext context = run(manifest)
			.argument("--keyvault.vaults.testkv.keys.app.two=two")
			.argument("--keyvault.vaults.testkv.keys.app.three=two")
			.start()) {
			assertThat(context.getEnvironment().getProperty("app.one")).isEqualTo("s3cret-one");
			assertThat(context.getEnvironment().getProperty("app.two")).isEqualTo("s3cret-two");
			assertThat(context.getEnvironment().getProperty("app.three")).isEqualTo("s3cret-two");
			assertThat(output)
				.containsOnlyOnce("spc.yaml:9: The parameter 'resourceGroup' is not known and is ignored.");
			assertThat(output).contains(
					"Key 'app.two' is declared by SecretProviderClass 'azure-sync' (%s/spc.yaml:1) and by the properties of the application, which win."
						.formatted(this.directory));
		}
	}

	@Test
	void applicationsWithDifferentManifestsDoNotKnowOfEachOther() throws IOException {
		this.vault.putSecret("one", "s3cret-one");
		this.vault.putSecret("two", "s3cret-two");
		Path other = Files.createDirectory(this.directory.resolve("other"));
		String manifest = manifest("- {objectName: one, objectAlias: app.name, objectType: secret}");
		try (ConfigurableApplicationContext first = run(this.directory, manifest).start();
				ConfigurableApplicationContext second = run(other,
						manifest.replace("objectName: one", "objectName: two"))
					.start()) {
			assertThat(first.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-one");
			assertThat(second.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-two");
		}
	}

	@Test
	@DisplayName("case 9: a service principal takes its secret from the mounted Secret, whose names may be in any case")
	void servicePrincipalTakesSecretFromDirectory() throws IOException {
		this.vault.putSecret("one", "s3cret-one");
		Path mounted = Files.createDirectory(this.directory.resolve("credential"));
		Files.writeString(mounted.resolve("ClientID"), this.vault.clientId());
		Files.writeString(mounted.resolve("CLIENTSECRET"), this.vault.clientSecret());
		try (ConfigurableApplicationContext context = runPrincipal()
			.argument("--keyvault.vaults.testkv.credential.directory=" + mounted)
			.start()) {
			assertThat(context.getEnvironment().getProperty("one")).isEqualTo("s3cret-one");
		}
	}

	@Test
	@DisplayName("case 9: a service principal without its secret is an error")
	void servicePrincipalWithoutSecretIsToldWhereToPutIt() throws IOException {
		assertThat(failure(runPrincipal())).isEqualTo(
				"""
						Keys could not be imported from Azure Key Vault:

						Vault 'testkv' is read as a service principal by SecretProviderClass 'azure-sync' ({directory}/spc.yaml:1), and its client secret is not known.
						    keyvault.vaults.testkv.credential.directory

						Action:

						Mount the Kubernetes Secret of 'nodePublishSecretRef' and set 'keyvault.vaults.testkv.credential.directory' to its directory, which has the files 'clientid' and 'clientsecret'.""");
	}

	private ApplicationRun runPrincipal() throws IOException {
		write("spc.yaml", manifest("- {objectName: one, objectType: secret}").replace("    clientID: the-client\n", "")
			.replace("the-tenant", this.vault.tenantId()));
		return run().argument("--keyvault.vaults.testkv.endpoint=" + this.vault.endpoint())
			.argument("--keyvault.vaults.testkv.trusted-certificates=file:" + this.vault.certificateAuthorityFile())
			.argument("--keyvault.vaults.testkv.verify-challenge-resource=false")
			.argument("--keyvault.vaults.testkv.credential.authority-host=" + this.vault.authorityHost());
	}

	@Test
	@DisplayName("case 10: a workload identity needs the token of the pod")
	void workloadIdentityNeedsTheTokenOfThePod() throws IOException {
		write("spc.yaml", manifest("- {objectName: one, objectType: secret}"));
		assertThat(failure(run())).isEqualTo(
				"""
						Keys could not be imported from Azure Key Vault:

						Credential type 'workload-identity' of vault 'testkv' needs the environment variable 'AZURE_FEDERATED_TOKEN_FILE', which the webhook of Microsoft Entra Workload ID sets.
						    keyvault.vaults.testkv.credential.type

						Action:

						Correct the settings under 'keyvault.vaults.testkv'.""");
	}

	@Test
	@DisplayName("cases 2, 4, 11, 12, 14, 16, 17, 19: all mistakes are told with their lines")
	void mistakesAreToldWithTheirLines() throws IOException {
		write("spc.yaml", manifest("""
				- {objectName: one, objectType: secret, objectFormat: pkcs}
				- {objectName: two, objectType: secret, objectEncoding: utf-16}
				- {objectName: three, objectType: cert, objectFormat: PFX}
				- {objectName: four, objectType: secret, objectAlias: ../four}
				- {objectName: five, objectType: secret, filePermission: "0900"}
				- {objectName: six, objectType: text}
				""").replace("clientID:", "cloudName: AzureCloud1\n    clientID:"));
		assertThat(failure(run().argument("--keyvault.kubernetes.secrets.foo.data.one=one")
			.argument("--keyvault.kubernetes.namespace=shop"))).isEqualTo(
					"""
							Keys could not be imported from Azure Key Vault, for 7 reasons:

							1. The cloud 'AzureCloud1' is not known. Known are AzurePublicCloud, AzureUSGovernmentCloud, AzureChinaCloud and AzureGermanCloud.
							    {directory}/spc.yaml:9

							2. The objectFormat 'pkcs' is neither pem nor pfx.
							    {directory}/spc.yaml:15

							3. The objectEncoding 'utf-16' is not one of utf-8, hex and base64.
							    {directory}/spc.yaml:17

							4. The objectFormat pfx needs 'objectType: secret'.
							    {directory}/spc.yaml:19

							5. The file path '../four' must not contain '..'.
							    {directory}/spc.yaml:21

							6. The filePermission '0900' is not three octal digits, such as 0400.
							    {directory}/spc.yaml:23

							7. The objectType 'text' is not one of secret, key and cert.
							    {directory}/spc.yaml:25

							Action:

							1. Correct line 9 of the manifest.
							2. Correct line 15 of the manifest.
							3. Correct line 17 of the manifest.
							4. Correct line 19 of the manifest.
							5. Correct line 21 of the manifest.
							6. Correct line 23 of the manifest.
							7. Correct line 25 of the manifest.""");
	}

	@Test
	@DisplayName("cases 24, D5: what the vault does not have is told with its manifest")
	void objectThatIsMissingIsToldWithItsManifest() throws IOException {
		write("spc.yaml", manifest("- {objectName: one, objectType: secret, objectVersionHistory: 3}"));
		assertThat(failure(run().vault("testkv", this.vault))).isEqualTo(
				"""
						Keys could not be imported from Azure Key Vault:

						Secret 'one' does not exist in vault 'testkv' ({vault}).
						    one: secret/one@newest:3#pem, declared by SecretProviderClass 'azure-sync' ({directory}/spc.yaml:1)

						Action:

						Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.""");
	}

	@Test
	void manifestsWithoutImportAreWarnedOf(CapturedOutput output) throws IOException {
		ApplicationRun.in(this.directory)
			.file("application.yml", "keyvault.secret-provider-class: \"file:none.yaml\"")
			.start()
			.close();
		assertThat(output).containsOnlyOnce(
				"The manifests of 'keyvault.secret-provider-class' are not read, since nothing is imported. Add 'spring.config.import: \"keyvault:\"'.");
	}

	private String failure(ApplicationRun run) {
		Throwable failure = catchThrowable(run::start);
		assertThat(failure).as("failure of the start").isNotNull();
		return FailureMessage.of(failure)
			.replace(this.directory.toString(), "{directory}")
			.replace(this.vault.endpoint().toString(), "{vault}");
	}

	private ApplicationRun run(String manifest) throws IOException {
		return run(this.directory, manifest);
	}

	private ApplicationRun run(Path place, String manifest) throws IOException {
		Files.writeString(place.resolve("spc.yaml"), manifest);
		return run(place).vault("testkv", this.vault);
	}

	private ApplicationRun run() {
		return run(this.directory);
	}

	private static ApplicationRun run(Path place) {
		return ApplicationRun.in(place).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault.secret-provider-class: "file:%s/spc.yaml"
				""".formatted(place));
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.directory.resolve(name), text);
	}

	/**
	 * Return a manifest.
	 * @param objects the objects, each in one line that begins with a dash
	 */
	private static String manifest(String objects) {
		StringBuilder array = new StringBuilder();
		objects.lines()
			.forEach((line) -> array.append("        - |\n          ").append(line.substring(2)).append("\n"));
		return """
				apiVersion: secrets-store.csi.x-k8s.io/v1
				kind: SecretProviderClass
				metadata:
				  name: azure-sync
				spec:
				  provider: azure
				  parameters:
				    keyvaultName: testkv
				    clientID: the-client
				    tenantID: the-tenant
				    objects: |
				      array:
				""" + array;
	}

}
