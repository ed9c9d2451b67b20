package dev.keyvault.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.manifest.ManifestDeclarations.ManifestSecret;
import dev.keyvault.mapping.DeclarationSource;
import dev.keyvault.mapping.DeclarationSource.DeclaredVault;
import dev.keyvault.mapping.DeclarationSource.Mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ManifestDeclarations}. The numbers are those of the acceptance cases
 * of the Secrets Store CSI Driver.
 */
class ManifestDeclarationsTests {

	@Test
	@DisplayName("case 18: the key is the alias, else the name")
	void manifestDeclaresVaultWithKeys() throws Exception {
		DeclarationSource source = sources(Manifest.TEXT).get(0);
		assertThat(source.origin()).isEqualTo("SecretProviderClass 'azure-sync' (class.yaml:1)");
		DeclaredVault vault = vault(source);
		assertThat(vault.name()).isEqualTo("testkv");
		assertThat(vault.settings()).containsExactly(entry("endpoint", "https://testkv.vault.azure.net"),
				entry("credential.type", "workload-identity"), entry("credential.tenant-id", "the-tenant"),
				entry("credential.client-id", "the-client"));
		assertThat(keys(vault)).containsExactly(entry("db-password", "secret/db-password#pem"),
				entry("web.pem", "certificate/web#leaf"), entry("foo-secrets.password", "secret/db-password#pem"));
	}

	@ParameterizedTest
	@DisplayName("cases 1, 2, 6 to 9: the vault, its cloud and who asks it")
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					useVMManagedIdentity: true                               | managed-identity  | -            | -
					useVMManagedIdentity: true\\nuserAssignedIdentityID: one | managed-identity  | one          | -
					usePodIdentity: "false"                                  | client-secret     | -            | -
					clientID: two\\ncloudName: azureusgovernmentcloud        | workload-identity | two          | https://login.microsoftonline.us
					clientID: two\\ncloudName: AzureChinaCloud               | workload-identity | two          | https://login.chinacloudapi.cn
					clientID: two\\ncloudName: AzureGermanCloud              | workload-identity | two          | https://login.microsoftonline.de
					""")
	void manifestDeclaresWhoAsks(String lines, String type, String clientId, String authorityHost) throws Exception {
		DeclaredVault vault = vault(sources(Manifest.with("clientID: the-client", lines.replace("\\n", "\n"))).get(0));
		Map<String, String> expected = new LinkedHashMap<>();
		expected.put("credential.type", type);
		expected.put("credential.tenant-id", "the-tenant");
		if (clientId != null) {
			expected.put("credential.client-id", clientId);
		}
		if (authorityHost != null) {
			expected.put("credential.authority-host", authorityHost);
		}
		Map<String, String> settings = new LinkedHashMap<>(vault.settings());
		assertThat(settings.remove("endpoint")).startsWith("https://testkv.vault.");
		assertThat(settings).isEqualTo(expected);
	}

	@ParameterizedTest
	@DisplayName("cases 14 to 16, 20, 22, 29, 30, 33 to 36: what an object refers to")
	@CsvSource(delimiter = '|',
			textBlock = """
					objectType: cert                                                                    | web.pem | certificate/web#leaf
					objectType: key                                                                     | web.pem | key/web
					objectType: secret                                                                  | web.pem | secret/web#pem
					objectType: secret\\nobjectFormat: PFX                                              | web.pem | secret/web#pfx
					objectType: secret\\nobjectFormat: pfx\\nobjectEncoding: base64                     | web.pem | secret/web#pfx:base64
					objectType: secret\\nobjectEncoding: BasE64                                         | web.pem | secret/web#pem:base64
					objectType: secret\\nobjectEncoding: hex                                            | web.pem | secret/web#pem:hex
					objectType: secret\\nobjectEncoding: utf-8                                          | web.pem | secret/web#pem
					objectType: secret\\nobjectVersion: latest                                          | web.pem | secret/web#pem
					objectType: secret\\nobjectVersion: 01234567890123456789012345678901                | web.pem | secret/web@01234567890123456789012345678901#pem
					objectType: secret\\nobjectVersionHistory: 1                                        | web.pem | secret/web#pem
					objectType: secret\\nobjectVersionHistory: 5                                        | web.pem | secret/web@newest:5#pem
					objectType: secret\\nobjectVersion: latest\\nobjectVersionHistory: 5                | web.pem | secret/web@newest:5#pem
					objectType: cert\\nobjectVersion: 01234567890123456789012345678901\\nobjectVersionHistory: 3 | web.pem | certificate/web@01234567890123456789012345678901:3#leaf
					""")
	void objectBecomesReference(String lines, String key, String reference) throws Exception {
		DeclaredVault vault = vault(sources(Manifest.with("objectType: cert", lines.replace("\\n", "\n"))).get(0));
		assertThat(keys(vault)).containsEntry(key, reference);
	}

	@Test
	@DisplayName("case 50: a path of a history is the objectName of an entry")
	void secretTakesVersionsOutOfHistory() throws Exception {
		String text = Manifest.with("objectType: secret", "objectType: secret\nobjectVersionHistory: 2")
			.replace("- objectName: db-password\n", "- objectName: db-password/0\n")
				+ "        - objectName: db-password/1\n          key: former\n";
		ManifestDeclarations declarations = ManifestDeclarations
			.of(SecretProviderClassReader.read(text, "class.yaml").classes());
		assertThat(keys(vault(declarations.sources().get(0)))).containsExactly(
				entry("db-password", "secret/db-password@newest:2#pem"), entry("web.pem", "certificate/web#leaf"),
				entry("foo-secrets.password", "secret/db-password@newest:2[0]#pem"),
				entry("foo-secrets.former", "optional:secret/db-password@newest:2[1]#pem"));
		assertThat(declarations.secrets())
			.containsExactly(new ManifestSecret("class.yaml:23", "testkv", "foo-secrets", "Opaque", Map.of(), Map.of(),
					Map.of("password", "foo-secrets.password", "former", "optional:foo-secrets.former")));
	}

	@Test
	@DisplayName("cases 43, 44: a TLS Secret is split")
	void secretOfTypeTlsSplitsCertificateAndKey() throws Exception {
		String text = Manifest.with("objectType: cert", "objectType: secret").replace("type: Opaque", """
				type: kubernetes.io/tls
				      labels: {team: shop}
				      annotations: {note: "yes"}""").replace("""
				        - objectName: db-password
				          key: password
				""", """
				        - {objectName: web.pem, key: tls.key}
				        - {objectName: web.pem, key: tls.crt}
				        - {objectName: web.pem, key: ca.crt}
				""");
		ManifestDeclarations declarations = ManifestDeclarations
			.of(SecretProviderClassReader.read(text, "class.yaml").classes());
		assertThat(keys(vault(declarations.sources().get(0)))).contains(
				entry("foo-secrets.tls.key", "secret/web#tls.key"), entry("foo-secrets.tls.crt", "secret/web#tls.crt"),
				entry("foo-secrets.ca.crt", "secret/web#ca.crt"));
		ManifestSecret secret = declarations.secrets().get(0);
		assertThat(secret.type()).isEqualTo("kubernetes.io/tls");
		assertThat(secret.labels()).containsExactly(entry("team", "shop"));
		assertThat(secret.annotations()).containsExactly(entry("note", "yes"));
	}

	@Test
	void classesOfOneVaultShareKeysThatAreTheSame() throws Exception {
		String other = Manifest.with("name: azure-sync", "name: other").replace("web.pem", "tls.pem");
		List<DeclarationSource> sources = sources(Manifest.TEXT + "---\n" + other);
		assertThat(sources.get(1).read().mistakes()).isEmpty();
		assertThat(keys(vault(sources.get(1)))).containsOnlyKeys("tls.pem");
	}

	@Test
	void classesThatCannotBeTogetherAreMistakes() throws Exception {
		String other = Manifest.with("name: azure-sync", "name: other")
			.replace("the-client", "another")
			.replace("objectName: web", "objectName: api")
			.replace("type: Opaque", "type: example.com/login");
		assertThat(sources(Manifest.TEXT + "---\n" + other).get(1).read().mistakes()).containsExactly(new Mistake(
				"class.yaml:28",
				"Vault 'testkv' is read with another identity, tenant or cloud by SecretProviderClass 'other' (class.yaml:28) than by SecretProviderClass 'azure-sync' (class.yaml:1).",
				"Give both the same parameters: an application reads a vault as one identity."),
				new Mistake("class.yaml:45", "The key 'web.pem' is declared here and at class.yaml:18.",
						"Give one of the objects another 'objectAlias'."),
				new Mistake("class.yaml:49", "Secret 'foo-secrets' is declared here and at class.yaml:22.",
						"Give one of them another name, or put the entries of both into one."));
	}

	private static List<DeclarationSource> sources(String text) {
		return ManifestDeclarations.of(SecretProviderClassReader.read(text, "class.yaml").classes()).sources();
	}

	private static DeclaredVault vault(DeclarationSource source) throws Exception {
		assertThat(source.read().vaults()).hasSize(1);
		return source.read().vaults().get(0);
	}

	private static Map<String, String> keys(DeclaredVault vault) {
		Map<String, String> keys = new LinkedHashMap<>();
		vault.keys().forEach((key, reference) -> keys.put(key.value(), reference.toString()));
		return keys;
	}

}
