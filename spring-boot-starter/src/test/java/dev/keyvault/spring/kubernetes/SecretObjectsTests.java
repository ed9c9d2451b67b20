package dev.keyvault.spring.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import dev.keyvault.certificate.Pem;
import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.spring.config.FailureMessage;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the {@code secretObjects} of a SecretProviderClass, from the vault to the API
 * server. The numbers are those of the acceptance cases of the Secrets Store CSI Driver.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(300)
class SecretObjectsTests {

	private final MovableClock time = new MovableClock(Instant.parse("2026-11-23T03:00:00Z"));

	private final EmbeddedKeyVault vault = EmbeddedKeyVault.builder().clock(this.time).start();

	private ApplicationInCluster application;

	@TempDir
	private Path directory;

	@BeforeEach
	void create(Cluster cluster) throws Exception {
		Path manifest = Files.writeString(this.directory.resolve("spc.yaml"), """
				apiVersion: secrets-store.csi.x-k8s.io/v1
				kind: SecretProviderClass
				metadata:
				  name: azure-sync
				spec:
				  provider: azure
				  parameters:
				    keyvaultName: payments
				    clientID: the-client
				    tenantID: the-tenant
				    objects: |
				      array:
				        - |
				          objectName: db-password
				          objectType: secret
				          objectAlias: databasepassword
				        - |
				          objectName: web
				          objectType: secret
				        - |
				          objectName: api-key
				          objectType: secret
				          objectVersionHistory: 2
				  secretObjects:
				    - secretName: foo-secrets
				      labels: {team: shop}
				      annotations: {note: "${not.resolved}"}
				      data:
				        - {objectName: databasepassword, key: password}
				        - {objectName: api-key/0, key: api.key}
				        - {objectName: api-key/1, key: former}
				    - secretName: web-tls
				      type: kubernetes.io/tls
				      data:
				        - {objectName: web, key: tls.key}
				        - {objectName: web, key: tls.crt}
				""");
		this.application = new ApplicationInCluster(cluster, this.vault).set("keyvault.secret-provider-class",
				"file:" + manifest);
		putSecret("db-password", "s3cret-one");
		putSecret("api-key", "s3cret-key-one");
		putCertificate(KeyAlgorithm.RSA);
	}

	@AfterEach
	void close() {
		this.application.close();
		this.vault.close();
	}

	@Test
	@DisplayName("cases 40 to 44, 46, 50, D10: Secrets of any type are written, and their entries are keys")
	void secretsAreWrittenAndFollowRotation() throws Exception {
		this.application.start();
		assertThat(this.application.texts("foo-secrets")).containsOnlyKeys("password", "api.key")
			.containsEntry("password", "s3cret-one")
			.containsEntry("api.key", "s3cret-key-one");
		assertThat(this.application.live("foo-secrets").getType()).isEqualTo("Opaque");
		assertThat(this.application.live("foo-secrets").getMetadata().getLabels()).containsEntry("team", "shop");
		assertThat(this.application.live("foo-secrets").getMetadata().getAnnotations()).containsEntry("note",
				"${not.resolved}");
		assertThat(this.application.value("databasepassword")).isEqualTo("s3cret-one");
		assertThat(this.application.value("foo-secrets.password")).isEqualTo("s3cret-one");
		assertThat(this.application.value("foo-secrets.api.key")).isEqualTo("s3cret-key-one");
		putSecret("db-password", "s3cret-two");
		putSecret("api-key", "s3cret-key-two");
		this.application.refresh();
		this.application.awaitText("foo-secrets", "password", "s3cret-two");
		this.application.awaitText("foo-secrets", "api.key", "s3cret-key-two");
		this.application.awaitText("foo-secrets", "former", "s3cret-key-one");
		assertThat(this.application.value("foo-secrets.former")).isEqualTo("s3cret-key-one");
	}

	@Test
	@DisplayName("case 43: a TLS Secret has the chain and the private key in its traditional form")
	void tlsSecretHasChainAndKey() throws Exception {
		this.application.start();
		assertTls("RSA");
		IssuedCertificate next = putCertificate(KeyAlgorithm.EC);
		this.application.refresh();
		this.application.awaitText("web-tls", "tls.crt", Pem.encode(next.chain()));
		assertTls("EC");
		assertThat(this.application.value("web-tls.tls.crt")).isEqualTo(Pem.encode(next.chain()));
		assertThat(this.application.value("web-tls.tls.key"))
			.isEqualTo(this.application.texts("web-tls").get("tls.key"));
	}

	private void assertTls(String algorithm) {
		assertThat(this.application.live("web-tls").getType()).isEqualTo("kubernetes.io/tls");
		assertThat(this.application.texts("web-tls")).containsOnlyKeys("tls.crt", "tls.key");
		assertThat(this.application.texts("web-tls").get("tls.key"))
			.startsWith("-----BEGIN %s PRIVATE KEY-----\n".formatted(algorithm));
	}

	@Test
	void applicationAddsToASecretAndWins() {
		this.application.secret("foo-secrets.data.former", "databasepassword")
			.secret("foo-secrets.data.more", "foo-secrets.api.key")
			.secret("foo-secrets.labels.team", "pay")
			.secret("foo-secrets.type", "example.com/login")
			.start();
		assertThat(this.application.texts("foo-secrets")).containsEntry("password", "s3cret-one")
			.containsEntry("former", "s3cret-one")
			.containsEntry("more", "s3cret-key-one");
		assertThat(this.application.live("foo-secrets").getType()).isEqualTo("example.com/login");
		assertThat(this.application.live("foo-secrets").getMetadata().getLabels()).containsEntry("team", "pay");
	}

	@Test
	void secretsOfVaultsThatAreNotImportedAreLeftAlone() throws Exception {
		this.application.imports("keyvault:audit")
			.set("keyvault.vaults.audit.endpoint", this.vault.endpoint().toString())
			.start();
		assertThat(this.application.live("foo-secrets")).isNull();
	}

	@Test
	void keyAndItsEntryAreTakenFromTheSecretWhileTheVaultIsAway() throws Exception {
		Path manifest = Files.writeString(this.directory.resolve("small.yaml"), """
				apiVersion: secrets-store.csi.x-k8s.io/v1
				kind: SecretProviderClass
				spec:
				  provider: azure
				  parameters:
				    keyvaultName: payments
				    tenantID: the-tenant
				    objects: '{"array": ["{objectName: db-password, objectType: secret}"]}'
				  secretObjects:
				    - secretName: foo-secrets
				      data: [{objectName: db-password, key: password}]
				""");
		this.application.set("keyvault.secret-provider-class", "file:" + manifest)
			.property("load.fallback", "kubernetes")
			.start();
		this.application.awaitText("foo-secrets", "password", "s3cret-one");
		this.application.close();
		this.vault.disappear();
		this.application.start();
		assertThat(this.application.value("db-password")).isEqualTo("s3cret-one");
		assertThat(this.application.value("foo-secrets.password")).isEqualTo("s3cret-one");
	}

	@Test
	void manifestIsReadFromTheCluster(Cluster cluster) throws Exception {
		store(cluster);
		this.application.set("keyvault.secret-provider-class", "kubernetes:azure-sync")
			.imports("keyvault:kubernetes:%s/azure-sync".formatted(cluster.namespace()))
			.start();
		assertThat(this.application.value("databasepassword")).isEqualTo("s3cret-one");
		assertThat(this.application.texts("foo-secrets")).containsEntry("password", "s3cret-one");
	}

	private void store(Cluster cluster) throws Exception {
		GenericKubernetesResource manifest = Serialization
			.unmarshal(Files.readString(this.directory.resolve("spc.yaml")), GenericKubernetesResource.class);
		ResourceDefinitionContext classes = new ResourceDefinitionContext.Builder()
			.withGroup("secrets-store.csi.x-k8s.io")
			.withVersion("v1")
			.withKind("SecretProviderClass")
			.withPlural("secretproviderclasses")
			.withNamespaced(true)
			.build();
		cluster.admin()
			.genericKubernetesResources(classes)
			.inNamespace(cluster.namespace())
			.resource(manifest)
			.create();
	}

	@Test
	void manifestThatTheClusterDoesNotGiveIsToldOf(Cluster cluster) {
		cluster.fake().deny("get secretproviderclasses");
		this.application.set("keyvault.secret-provider-class", "kubernetes:azure-sync,kubernetes:Shop/azure-sync");
		assertThat(failure(cluster)).isEqualTo(
				"""
						Keys could not be imported from Azure Key Vault, for 2 reasons:

						1. The manifest 'kubernetes:azure-sync' cannot be read. The Kubernetes API server does not allow 'get' for secretproviderclasses 'azure-sync' in namespace '{namespace}'.
						    keyvault.secret-provider-class

						2. 'Shop' is not the name of a namespace: expected 1 to 63 lower-case letters, digits or dashes.
						    keyvault.secret-provider-class

						Action:

						1. Add this rule to a Role in namespace '{namespace}' that is bound to the application's ServiceAccount:
						- apiGroups: ["secrets-store.csi.x-k8s.io"]
						  resources: ["secretproviderclasses"]
						  resourceNames: ["azure-sync"]
						  verbs: ["get"]
						2. Correct 'keyvault.secret-provider-class'.""");
	}

	@Test
	@DisplayName("case 51: a class that is only in another namespace is not found")
	void manifestThatIsNotInTheClusterIsToldOf(Cluster cluster) throws Exception {
		store(cluster);
		this.application.set("keyvault.secret-provider-class", "kubernetes:other/azure-sync");
		assertThat(failure(cluster)).isEqualTo("""
				Keys could not be imported from Azure Key Vault:

				The manifest 'kubernetes:other/azure-sync' does not exist or cannot be read.
				    keyvault.secret-provider-class

				Action:

				Correct the location, or write 'optional:' before the import if the manifest may be missing.""");
	}

	private String failure(Cluster cluster) {
		Throwable failure = catchThrowable(() -> this.application.start());
		assertThat(failure).as("failure of the start").isNotNull();
		return FailureMessage.of(failure).replace(cluster.namespace(), "{namespace}");
	}

	private void putSecret(String name, String value) {
		this.time.move(Duration.ofSeconds(2));
		this.vault.putSecret(name, value);
	}

	private IssuedCertificate putCertificate(KeyAlgorithm algorithm) {
		CertificateIssuer issuer = CertificateIssuer.of(algorithm);
		IssuedCertificate web = issuer.leaf("web", issuer.root("root"));
		this.vault.put(EmbeddedCertificate.of("web", web));
		return web;
	}

}
