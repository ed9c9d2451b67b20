package dev.keyvault.manifest;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.file.FileMode;
import dev.keyvault.manifest.SecretProviderClass.DeclaredObject;
import dev.keyvault.manifest.SecretProviderClass.DeclaredSecret;
import dev.keyvault.manifest.SecretProviderClass.Encoding;
import dev.keyvault.manifest.SecretProviderClass.Format;
import dev.keyvault.manifest.SecretProviderClass.ManagedIdentity;
import dev.keyvault.manifest.SecretProviderClass.ServicePrincipal;
import dev.keyvault.manifest.SecretProviderClass.WorkloadIdentity;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretProviderClassReader}.
 */
class SecretProviderClassReaderTests {

	@Test
	void readWhenManifestIsRightGivesAll() {
		SecretProviderClass read = Manifest.read(Manifest.TEXT);
		assertThat(read.origin()).isEqualTo("class.yaml:1");
		assertThat(read.name()).isEqualTo("azure-sync");
		assertThat(read.namespace()).isEqualTo("shop");
		assertThat(read.vaultName()).isEqualTo("testkv");
		assertThat(read.tenantId()).isEqualTo("the-tenant");
		assertThat(read.identity()).isEqualTo(new WorkloadIdentity("the-client"));
		assertThat(read.objects()).containsExactly(
				new DeclaredObject(15, ObjectKind.SECRET, new ObjectName("db-password"), "db-password", null, 1,
						Format.PEM, Encoding.UTF_8, null),
				new DeclaredObject(18, ObjectKind.CERTIFICATE, new ObjectName("web"), "web.pem", null, 1, Format.PEM,
						Encoding.UTF_8, null));
		assertThat(read.secrets()).containsExactly(
				new DeclaredSecret(22, "foo-secrets", "Opaque", Map.of(), Map.of(), Map.of("password", "db-password")));
	}

	@Test
	@DisplayName("cases 13, 16, 19, 33: scalars are what is written, in any case")
	void readKeepsRawScalars() {
		SecretProviderClass read = Manifest.read(Manifest.with("objectType: cert", """
				objectType: secret
				objectVersion: 01234567890123456789012345678901
				objectVersionHistory: "5"
				objectFormat: PFX
				objectEncoding: BasE64
				filePermission: 0440"""));
		assertThat(read.objects().get(1)).isEqualTo(new DeclaredObject(18, ObjectKind.SECRET, new ObjectName("web"),
				"web.pem", new ObjectVersion("01234567890123456789012345678901"), 5, Format.PFX, Encoding.BASE64,
				FileMode.of("0440")));
		assertThat(read.objects().get(1).files()).containsExactly("web.pem/0", "web.pem/1", "web.pem/2", "web.pem/3",
				"web.pem/4");
	}

	@ParameterizedTest
	@DisplayName("case 34, D4: latest is no version, and a history of less than two is none")
	@ValueSource(strings = { "objectVersion: latest", "objectVersion: ''", "objectVersionHistory: -3",
			"objectVersionHistory: 0" })
	void readWhenVersionIsLatestGivesOneFile(String line) {
		DeclaredObject object = Manifest.read(Manifest.with("objectType: cert", "objectType: cert\n" + line))
			.objects()
			.get(1);
		assertThat(object.version()).isNull();
		assertThat(object.files()).containsExactly("web.pem");
	}

	@ParameterizedTest
	@DisplayName("case 1: the endpoint by the cloud, whose name may be in any case")
	@CsvSource({ "AzurePublicCloud, https://testkv.vault.azure.net", "AZURECLOUD, https://testkv.vault.azure.net",
			"'', https://testkv.vault.azure.net", "azureusgovernment, https://testkv.vault.usgovcloudapi.net",
			"AzureUSGovernmentCloud, https://testkv.vault.usgovcloudapi.net",
			"AzureChinaCloud, https://testkv.vault.azure.cn",
			"AZUREGERMANCLOUD, https://testkv.vault.microsoftazure.de" })
	void readFindsEndpointByCloud(String cloud, String endpoint) {
		SecretProviderClass read = Manifest
			.read(Manifest.with("clientID: the-client", "cloudName: '%s'".formatted(cloud)));
		assertThat(read.cloud().endpoint(read.vaultName())).isEqualTo(endpoint);
	}

	@ParameterizedTest
	@DisplayName("case 6: what is true")
	@ValueSource(strings = { "true", "True", "\" true \"", "1" })
	void readWhenFlagIsTrueTakesManagedIdentity(String flag) {
		String lines = "useVMManagedIdentity: %s\nuserAssignedIdentityID: the-identity".formatted(flag);
		assertThat(Manifest.read(Manifest.with("clientID: the-client", lines)).identity())
			.isEqualTo(new ManagedIdentity("the-identity"));
	}

	@ParameterizedTest
	@DisplayName("case 6: what is false")
	@ValueSource(strings = { "false", "FALSE", "0", "\"\"" })
	void readWhenFlagIsFalseAndNoClientIsNamedTakesServicePrincipal(String flag) {
		assertThat(Manifest.read(Manifest.with("clientID: the-client", "useVMManagedIdentity: " + flag)).identity())
			.isEqualTo(new ServicePrincipal());
	}

	@Test
	@DisplayName("case 5: tenantID wins over tenantId")
	void readTakesEitherSpellingOfTenant() {
		assertThat(Manifest.read(Manifest.with("tenantID: the-tenant", "tenantId: ' other '")).tenantId())
			.isEqualTo("other");
		assertThat(
				Manifest.read(Manifest.with("tenantID: the-tenant", "tenantId: other\ntenantID: ' wins '")).tenantId())
			.isEqualTo("wins");
	}

	@Test
	@DisplayName("case 13: quoted texts and JSON are YAML")
	void readTakesQuotedTextsAndJson() {
		String text = """
				{"apiVersion": "secrets-store.csi.x-k8s.io/v1alpha1", "kind": "SecretProviderClass", "spec": {
				"provider": "azure", "parameters": {"keyvaultName": "testkv", "tenantID": "t",
				"objects": "{\\"array\\": [\\"objectName: a\\\\nobjectType: secret\\\\n\\", \\"{objectName: b, objectType: key}\\"]}"}}}
				""";
		SecretProviderClass read = Manifest.read(text);
		assertThat(read.name()).isNull();
		assertThat(read.objects()).extracting(DeclaredObject::file).containsExactly("a", "b");
		assertThat(read.objects()).extracting(DeclaredObject::line).containsExactly(3, 3);
	}

	@Test
	void readTakesAllDocumentsAndItems() {
		String list = "kind: List\nitems:\n"
				+ Manifest.TEXT.replace("azure-sync", "third").indent(4).replaceFirst(" {4}", "  - ");
		String text = "# nothing\n---\nkind: Pod\n---\n" + Manifest.TEXT + "---\n"
				+ Manifest.TEXT.replace("azure-sync", "second") + "---\n" + list;
		assertThat(SecretProviderClassReader.read(text, "all.yaml").classes()).extracting(SecretProviderClass::name)
			.containsExactly("azure-sync", "second", "third");
	}

	@Test
	void readWarnsOfWhatItIgnores() {
		String text = Manifest.TEXT.replace("    clientID: the-client\n", """
				    clientID: the-client
				    resourceGroup: shop
				""").replace("          objectName: web\n", "          objectName: web\n          objectname: web\n")
				+ """
						    - secretName: other
						      kind: Opaque
						      data: [{objectName: web.pem, key: pem}]
						  extra: 1
						""";
		assertThat(SecretProviderClassReader.read(text, "class.yaml").warnings()).containsExactly(
				"class.yaml:12: The parameter 'resourceGroup' is not known and is ignored.",
				"class.yaml:20: The field 'objectname' of an object is not known and is ignored.",
				"class.yaml:30: The field 'kind' of 'secretObjects' is not known and is ignored.",
				"class.yaml:32: The field 'spec.extra' is not known and is ignored.");
	}

	@Test
	@DisplayName("cases 40, 42, D10: a missing type is Opaque, another one is kept")
	void readWhenTypeIsMissingMeansOpaque() {
		assertThat(Manifest.read(Manifest.with("type: Opaque", "")).secrets().get(0).type()).isEqualTo("Opaque");
		assertThat(Manifest.read(Manifest.with("type: Opaque", "type: custom")).secrets().get(0).type())
			.isEqualTo("custom");
	}

	@Test
	@DisplayName("cases 13, 41: white space around texts does not count")
	void readTakesWhiteSpaceAway() {
		String text = Manifest.TEXT.replace("objectName: db-password", "objectName: ' db-password  '")
			.replace("key: password", "key: ' password '")
			.replace("secretName: foo-secrets", "secretName: ' foo-secrets '");
		assertThat(Manifest.read(text)).isEqualTo(Manifest.read(Manifest.TEXT));
	}

	@Test
	void readWhenAnAliasLeadsToItselfReadsTheRest() {
		String text = Manifest.TEXT + "more: &more [*more]\n";
		assertThat(SecretProviderClassReader.read(text, "class.yaml").classes()).hasSize(1);
	}

}
