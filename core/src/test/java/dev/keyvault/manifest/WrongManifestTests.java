package dev.keyvault.manifest;

import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InvalidManifestException}: what each mistake of a user says.
 */
class WrongManifestTests {

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource
	@DisplayName("cases 1, 2, 4, 6 to 8, 11, 14 to 17, 19, 40, 41, D2, D17, D19: each mistake has its line")
	void wrongLineSaysWhereAndWhat(String line, String replacement, String message) {
		assertThatExceptionOfType(InvalidManifestException.class)
			.isThrownBy(() -> Manifest.read(Manifest.with(line, replacement)))
			.withMessage("class.yaml:" + message);
	}

	static Stream<Arguments> wrongLineSaysWhereAndWhat() {
		return Stream.of(
				wrong("provider: azure", "", "7: The SecretProviderClass has no 'provider'. Write 'provider: azure'."),
				wrong("provider: azure", "provider: aws",
						"7: The provider 'aws' is not 'azure', so this SecretProviderClass is of another product."),
				wrong("keyvaultName: testkv", "", "9: The parameter 'keyvaultName' is missing, the name of the vault."),
				wrong("keyvaultName: testkv", "keyvaultName: ' '",
						"9: The parameter 'keyvaultName' is missing, the name of the vault."),
				wrong("keyvaultName: testkv", "keyvaultName: kv",
						"9: The vault name 'kv' is not made of 3 to 24 letters, digits and dashes."),
				wrong("keyvaultName: testkv", "keyvaultName: kv_test",
						"9: The vault name 'kv_test' is not made of 3 to 24 letters, digits and dashes."),
				wrong("keyvaultName: testkv", "keyvaultName: longkeyvaultnamewhichisnotvalid",
						"9: The vault name 'longkeyvaultnamewhichisnotvalid' is not made of 3 to 24 letters, digits and dashes."),
				wrong("keyvaultName: testkv", "keyvaultName: $VAULT",
						"9: The parameter 'keyvaultName' is '$VAULT', a placeholder that nothing has filled. "
								+ "Read the manifest after the tool that fills it, or write the value."),
				wrong("keyvaultName: testkv", "keyvaultName: ${VAULT}-kv",
						"9: The parameter 'keyvaultName' is '${VAULT}-kv', a placeholder that nothing has filled. "
								+ "Read the manifest after the tool that fills it, or write the value."),
				wrong("keyvaultName: testkv", "keyvaultName: [testkv]",
						"9: The parameter 'keyvaultName' must be a text.\n"
								+ "class.yaml:9: The parameter 'keyvaultName' is missing, the name of the vault."),
				wrong("keyvaultName: testkv", "keyvaultName: testkv\nkeyvaultName: other",
						"10: The field 'keyvaultName' is there twice."),
				wrong("tenantID: the-tenant", "", "9: The parameter 'tenantID' is missing, the tenant of the vault."),
				wrong("tenantID: the-tenant", "tenantID: <your tenant>",
						"10: The parameter 'tenantID' is '<your tenant>', a placeholder that nothing has filled. "
								+ "Read the manifest after the tool that fills it, or write the value."),
				wrong("clientID: the-client", "clientID: '{{ .Values.client }}'",
						"11: The parameter 'clientID' is '{{ .Values.client }}', a placeholder that nothing has filled. "
								+ "Read the manifest after the tool that fills it, or write the value."),
				wrong("clientID: the-client", "cloudName: AzureCloud1",
						"11: The cloud 'AzureCloud1' is not known. Known are AzurePublicCloud, AzureUSGovernmentCloud, "
								+ "AzureChinaCloud and AzureGermanCloud."),
				wrong("clientID: the-client", "cloudEnvFileName: /etc/cloud.json",
						"11: Clouds described by a file are not supported. "
								+ "Configure the vault in the application, with its endpoint and authority host."),
				wrong("clientID: the-client", "usePodIdentity: 'true'",
						"11: Pod identity is not supported; Microsoft has retired it. Use workload identity: set 'clientID'."),
				wrong("clientID: the-client", "useAzureTokenProxy: true",
						"11: The token proxy of identity bindings is not supported. Use workload identity: set 'clientID'."),
				wrong("clientID: the-client", "useVMManagedIdentity: tru",
						"11: The parameter 'useVMManagedIdentity' is 'tru', which is neither true nor false."),
				wrong("clientID: the-client", "usePodIdentity: invalid",
						"11: The parameter 'usePodIdentity' is 'invalid', which is neither true nor false."),
				wrong("objects: |", "objects:", "13: There must be a text here, such as one that begins with '|'."),
				wrong("objects: |", "objects: ''\nothers: |",
						"12: There must be a text here, such as one that begins with '|'."),
				wrong("array:", "list:", "12: The parameter 'objects' has no 'array:' with the objects to read."),
				wrong("objectName: db-password", "objectName: db_password",
						"15: The objectName 'db_password' is not made of 1 to 127 letters, digits and dashes."),
				wrong("objectAlias: web.pem", "objectAlias: /web", "19: The file path '/web' must be relative."),
				wrong("objectAlias: web.pem", "objectAlias: ../web",
						"19: The file path '../web' must not contain '..'."),
				wrong("objectAlias: web.pem", "objectAlias: a..b", "19: The file path 'a..b' must not contain '..'."),
				wrong("objectAlias: web.pem", "objectAlias: a//b",
						"19: The file path 'a//b' must not have empty elements or '.'."),
				wrong("objectAlias: web.pem", "objectAlias: db-password",
						"17: The file 'db-password' is written by this object and by the one in line 15. Give one an alias."),
				wrong("objectAlias: web.pem", "objectAlias: db-password/web",
						"17: The file 'db-password/web' is written by this object and by the one in line 15. Give one an alias."),
				wrong("objectType: cert", "", "18: An object has no 'objectType': secret, key or cert."),
				wrong("objectType: cert", "objectType: Cert",
						"20: The objectType 'Cert' is not one of secret, key and cert."),
				wrong("objectType: cert", "objecttype: cert",
						"18: An object has no 'objectType': secret, key or cert."),
				wrong("objectType: cert", "objectType: cert\nobjectFormat: PFX",
						"21: The objectFormat pfx needs 'objectType: secret'."),
				wrong("objectType: cert", "objectType: cert\nobjectFormat: pkcs",
						"21: The objectFormat 'pkcs' is neither pem nor pfx."),
				wrong("objectType: cert", "objectType: cert\nobjectEncoding: base64",
						"21: An objectEncoding needs 'objectType: secret'."),
				wrong("objectType: cert", "objectType: secret\nobjectEncoding: utf-16",
						"21: The objectEncoding 'utf-16' is not one of utf-8, hex and base64."),
				wrong("objectType: cert", "objectType: cert\nfilePermission: '0900'",
						"21: The filePermission '0900' is not three octal digits, such as 0400."),
				wrong("objectType: cert", "objectType: cert\nfilePermission: 900",
						"21: The filePermission '900' is not three octal digits, such as 0400."),
				wrong("objectType: cert", "objectType: cert\nfilePermission: rw-r--r--",
						"21: The filePermission 'rw-r--r--' is not three octal digits, such as 0400."),
				wrong("objectType: cert", "objectType: cert\nobjectVersion: newest",
						"21: The objectVersion 'newest' is neither 32 hexadecimal digits nor 'latest'."),
				wrong("objectType: cert", "objectType: cert\nobjectVersionHistory: all",
						"21: The objectVersionHistory 'all' is not a number."),
				wrong("objectType: cert", "objectType: cert\nobjectVersionHistory: 100000",
						"21: The objectVersionHistory '100000' is more than 1000."),
				wrong("objectType: cert", "objectType: cert\n  deeper: [",
						"21: This is not YAML: mapping values are not allowed here."),
				wrong("- secretName: foo-secrets", "- name: foo-secrets",
						"22: An entry of 'secretObjects' has no 'secretName'."),
				wrong("data:", "entries:", "22: The Secret 'foo-secrets' has no 'data'."),
				wrong("key: password", "", "25: An entry of Secret 'foo-secrets' needs 'objectName' and 'key'."),
				wrong("- objectName: db-password", "- objectName: web",
						"25: The objectName 'web' names no file of 'objects'. The object of that name has the file 'web.pem'."),
				wrong("- objectName: db-password", "- objectName: db-passwort",
						"25: The objectName 'db-passwort' names no file of 'objects'."),
				wrong("- objectName: db-password", "- {objectName: web.pem, key: password}\n- objectName: db-password",
						"26: The Secret 'foo-secrets' has the key 'password' twice."),
				wrong("type: Opaque", "type: kubernetes.io/tls",
						"25: The key 'password' is not one of tls.crt, tls.key and ca.crt, which type kubernetes.io/tls has."),
				wrong("- secretName: foo-secrets",
						"- {secretName: foo-secrets, data: [{objectName: web.pem, key: k}]}\n- secretName: foo-secrets",
						"23: The Secret 'foo-secrets' is declared here and in line 22."),
				wrong("type: Opaque", "labels: {app: [a]}", "23: The label 'app' must be a text."),
				wrong("type: Opaque", "annotations: {note: {a: b}}", "23: The annotation 'note' must be a text."));
	}

	private static Arguments wrong(String line, String replacement, String message) {
		return Arguments.of(line, replacement, message);
	}

	@Test
	@DisplayName("cases 12, D17: an empty array is a mistake")
	void emptyArraySaysWhat() {
		String text = Manifest.TEXT.replaceAll("(?s)array:.*?secretObjects:.*", "array:\n");
		assertThatExceptionOfType(InvalidManifestException.class).isThrownBy(() -> Manifest.read(text))
			.withMessage("class.yaml:13: The 'array:' in the parameter 'objects' is empty: there is nothing to read.");
	}

	@Test
	@DisplayName("case 43: a TLS Secret needs objects with certificate and private key")
	void tlsSecretOfOtherObjectsSaysWhat() {
		String text = Manifest.TEXT.replace("type: Opaque", "type: kubernetes.io/tls")
			.replace("- objectName: db-password",
					"- {objectName: web.pem, key: tls.crt}\n        - objectName: web.pem")
			.replace("key: password", "key: tls.key");
		assertThatExceptionOfType(InvalidManifestException.class).isThrownBy(() -> Manifest.read(text))
			.withMessage(
					"class.yaml:26: The key 'tls.key' needs an object with 'objectType: secret', and 'web.pem' is a certificate.");
	}

	@Test
	void allMistakesAreSaidAtOnce() {
		String manifest = Manifest.TEXT.replace("testkv", "kv")
			.replace("the-tenant", "$T")
			.replace("cert", "certificate");
		assertThatExceptionOfType(InvalidManifestException.class).isThrownBy(() -> Manifest.read(manifest))
			.satisfies((ex) -> assertThat(ex.mistakes()).hasSize(3));
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("cases 11, 12: what is no manifest")
	void otherTextSaysWhat(String text, String message) {
		assertThatExceptionOfType(InvalidManifestException.class)
			.isThrownBy(() -> SecretProviderClassReader.read(text, "class.yaml"))
			.withMessage("class.yaml:" + message);
	}

	static Stream<Arguments> otherTextSaysWhat() {
		String nothing = "1: There is no SecretProviderClass in this file.";
		return Stream.of(Arguments.of("", nothing), Arguments.of("just text", nothing),
				Arguments.of("kind: Pod\nmetadata: {}\n", nothing),
				Arguments.of(Manifest.TEXT.replace("secrets-store.csi.x-k8s.io/v1", "v1"), nothing),
				Arguments.of("a: [", "1: This is not YAML: expected the node content, but found '<stream end>'."),
				Arguments.of("[".repeat(100_000),
						"1: This is not YAML that can be read: it is too long, nested too deeply, has too many "
								+ "aliases, or has characters that YAML does not allow."),
				Arguments.of("a: " + "b".repeat(SecretProviderClassReader.MAX_LENGTH),
						"1: This is not YAML that can be read: it is too long, nested too deeply, has too many "
								+ "aliases, or has characters that YAML does not allow."),
				Arguments.of("a: &a [x]\nb: [" + "*a, ".repeat(60) + "]\n" + Manifest.TEXT,
						"1: This is not YAML that can be read: it is too long, nested too deeply, has too many "
								+ "aliases, or has characters that YAML does not allow."),
				Arguments.of("apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\n",
						"1: The SecretProviderClass has no 'spec'."),
				Arguments.of(
						"apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nspec: {provider: azure}\n",
						"3: The SecretProviderClass has no 'parameters'."));
	}

}
