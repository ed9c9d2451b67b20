package dev.keyvault.spring.kubernetes;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for Secrets that environment variables declare or change.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(300)
class SecretVariablesTests {

	private static final String PREFIX = "KEYVAULT_KUBERNETES_SECRETS_";

	private static final String SPELLING = "variables spell neither '-', '_' and '.' nor upper case.";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private Cluster cluster;

	private ApplicationInCluster application;

	@BeforeEach
	void create(Cluster cluster) {
		EmbeddedKeyVault vault = extension.vault();
		vault.putSecret("one", "s3cret-of-one");
		vault.putSecret("two", "s3cret-of-two");
		this.cluster = cluster;
		this.application = new ApplicationInCluster(cluster, vault).key("app.one", "one").key("app.two", "two");
	}

	@AfterEach
	void close() {
		this.application.close();
	}

	@Test
	void variableChangesADeclaredEntryAndMakesNoOtherSecret() {
		this.application.secret("foo-secrets.data.clientsecret", "app.one");
		start("FOOSECRETS_DATA_CLIENTSECRET", "app.two");
		assertThat(names()).containsExactly("foo-secrets");
		assertThat(this.application.texts("foo-secrets")).isEqualTo(Map.of("clientsecret", "s3cret-of-two"));
	}

	@Test
	void variableWithUnderscoreForTheDashOfTheNameChangesTheSecret() {
		this.application.secret("foo-secrets.data.clientsecret", "app.one");
		start("FOO_SECRETS_DATA_CLIENTSECRET", "app.two");
		assertThat(names()).containsExactly("foo-secrets");
		assertThat(this.application.texts("foo-secrets")).isEqualTo(Map.of("clientsecret", "s3cret-of-two"));
	}

	@Test
	void variableChangesAPropertyOfADeclaredSecretAndMakesNoOther() {
		this.application.secret("foo-secrets.data.clientsecret", "app.one");
		start("FOOSECRETS_TYPE", "example.org/client");
		assertThat(names()).containsExactly("foo-secrets");
		assertThat(this.application.live("foo-secrets").getType()).isEqualTo("example.org/client");
	}

	@Test
	void variableChangesAnEntryInUpperCaseAndMakesNoOther() {
		this.application.secret("foo.data.DB_PASSWORD", "app.one");
		start("FOO_DATA_DB_PASSWORD", "app.two");
		assertThat(this.application.texts("foo")).isEqualTo(Map.of("DB_PASSWORD", "s3cret-of-two"));
	}

	@Test
	void variableWithoutUnderscoresChangesAnEntryWithDashesAndMakesNoOther() {
		this.application.secret("foo.data.db-password", "app.one");
		start("FOO_DATA_DBPASSWORD", "app.two");
		assertThat(this.application.texts("foo")).isEqualTo(Map.of("db-password", "s3cret-of-two"));
	}

	@Test
	void variableChangesAnEntryWithDots() {
		this.application.secret("foo.data.db.password", "app.one");
		start("FOO_DATA_DB_PASSWORD", "app.two");
		assertThat(this.application.texts("foo")).isEqualTo(Map.of("db.password", "s3cret-of-two"));
	}

	@Test
	void variableChangesALabelAndMakesNoOther() {
		this.application.secret("foo.data.entry", "app.one").secret("foo.labels.cost-center", "1");
		start("FOO_LABELS_COSTCENTER", "2");
		assertThat(this.application.live("foo").getMetadata().getLabels()).containsEntry("cost-center", "2")
			.doesNotContainKey("costcenter");
	}

	@Test
	void variablesAloneMakeNamesInLowerCase() {
		start("FOOSECRETS_DATA_CLIENTSECRET", "app.one");
		assertThat(names()).containsExactly("foosecrets");
		assertThat(this.application.texts("foosecrets")).isEqualTo(Map.of("clientsecret", "s3cret-of-one"));
	}

	@Test
	void entryOfAVariableWithUnderscoresIsRefused() {
		assertThatStartIsRefused("FOO_DATA_DB_PASSWORD",
				"would become the entry 'db.password' of Secret 'foo': " + SPELLING);
	}

	@Test
	void entryOfAVariableWithUnderscoresThatDoesNotReachTheDeclaredOneIsRefused() {
		this.application.secret("foo-secrets.data.DB_PASSWORD", "app.one");
		assertThatStartIsRefused("FOOSECRETS_DATA_DB_PASSWORD",
				"would become the entry 'db.password' of Secret 'foo-secrets': " + SPELLING);
	}

	@Test
	void entryOfAVariableThatCannotReachTheDeclaredOneIsRefused() {
		this.application.secret("foo.data[.dockerconfigjson]", "app.one");
		assertThatStartIsRefused("FOO_DATA_DOCKERCONFIGJSON",
				"would become the entry 'dockerconfigjson' of Secret 'foo': " + SPELLING);
	}

	@Test
	void labelOfAVariableWithUnderscoresIsRefused() {
		this.application.secret("foo.data.entry", "app.one");
		assertThatStartIsRefused("FOO_LABELS_COST_CENTER",
				"would become the label 'cost.center' of Secret 'foo': " + SPELLING);
	}

	@Test
	void secretOfAVariableThatCannotReachTheDeclaredOneIsRefused() {
		this.application.secret("[shop.example].data.entry", "app.one");
		assertThatStartIsRefused("SHOPEXAMPLE_DATA_ENTRY",
				"would make a Secret 'shopexample' beside 'shop.example': variables do not reach a name with dots.");
	}

	private void start(String variable, String value) {
		this.application.variable(PREFIX + variable, value).start();
	}

	private void assertThatStartIsRefused(String variable, String reason) {
		assertThatThrownBy(() -> start(variable, "app.two")).hasMessage(
				"""
						Keys could not be imported from Azure Key Vault:

						The variable '%1$s' %2$s
						    %1$s

						Action:

						Declare it in a configuration file or in the variable 'SPRING_APPLICATION_JSON', which spell every name."""
					.formatted(PREFIX + variable, reason));
	}

	private List<String> names() {
		return this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withLabel("app.kubernetes.io/managed-by", "keyvault")
			.list()
			.getItems()
			.stream()
			.map(Secret::getMetadata)
			.map(ObjectMeta::getName)
			.toList();
	}

}
