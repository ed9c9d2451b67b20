package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.keyvault.test.AccessRule;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKey;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.EmbeddedSecret;
import dev.keyvault.test.ObjectType;
import dev.keyvault.test.Operation;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Makes every mistake in {@code wrong-configurations.txt} and compares the whole message.
 */
class WrongConfigurationTests {

	private static final String VALUE = "s3cret-v4lue-that-must-not-show";

	private static final String KUBECONFIG = """
			apiVersion: v1
			kind: Config
			clusters:
			  - name: nowhere
			    cluster: {server: "https://localhost:1"}
			contexts:
			  - name: nowhere
			    context: {cluster: nowhere, user: nobody}
			users:
			  - name: nobody
			    user: {}
			current-context: nowhere
			""";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(WrongConfigurationTests::fill);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension audit = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("good", VALUE));

	@TempDir
	Path directory;

	static void fill(EmbeddedKeyVault vault) {
		vault.putSecret("good", VALUE);
		vault.putSecret("json", "{\"user\": \"" + VALUE + "\", \"none\": null}");
		vault.putSecret("list", "[\"" + VALUE + "\"]");
		vault.putSecret("twins", "{\"a.b\": \"" + VALUE + "\", \"a\": {\"b\": 1}}");
		vault.putSecret("app--name", VALUE);
		vault.putSecret("app-name", VALUE);
		vault.put(EmbeddedSecret.named("disabled").value(VALUE));
		vault.setEnabled(ObjectType.SECRET, "disabled", false);
		vault.put(EmbeddedKey.symmetric("symmetric"));
		vault.putKey("signing", KeyAlgorithm.EC.generate());
		CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.EC);
		IssuedCertificate leaf = issuer.leaf("web", issuer.root("root"), "localhost");
		vault.put(EmbeddedCertificate.of("closed", leaf).privateKey(null));
		vault.put(EmbeddedCertificate.of("mismatched", leaf).privateKey(KeyAlgorithm.EC.generate().getPrivate()));
		deny(vault);
		fail(vault);
	}

	private static void deny(EmbeddedKeyVault vault) {
		Stream.of("by-policy", "by-role", "by-firewall").forEach((name) -> vault.putSecret(name, VALUE));
		vault.putKey("by-policy", KeyAlgorithm.EC.generate());
		vault.putCertificate("sealed");
		vault.access().deny(AccessRule.ACCESS_POLICY, ObjectType.SECRET, Operation.GET, "by-policy");
		vault.access().deny(AccessRule.RBAC, ObjectType.SECRET, Operation.GET, "by-role");
		vault.access().deny(AccessRule.ACCESS_POLICY, ObjectType.KEY, Operation.GET, "by-policy");
		vault.access().deny(AccessRule.RBAC, ObjectType.SECRET, Operation.GET, "sealed");
		vault.access().deny(AccessRule.RBAC, ObjectType.CERTIFICATE, Operation.GET, "sealed");
	}

	private static void fail(EmbeddedKeyVault vault) {
		vault.faults().onPath("/secrets/broken.*").respond(500, "InternalServerError", "An error.");
		vault.faults().onPath("/secrets/throttled.*").throttle(Duration.ofMinutes(2));
		vault.faults().onPath("/secrets/garbled.*").malformedBody();
		vault.faults().onPath("/secrets/cut.*").reset();
		vault.faults().onPath("/secrets/silent.*").silent();
	}

	@ParameterizedTest
	@MethodSource("dev.keyvault.spring.config.WrongConfiguration#all")
	void mistakeIsTold(WrongConfiguration mistake) {
		Throwable failure = catchThrowable(() -> start(mistake.yaml()));
		assertThat(failure).as("failure of the start").isNotNull();
		assertThat(masked(FailureMessage.of(failure))).isEqualTo(mistake.message()).doesNotContain(VALUE);
	}

	@Test
	void tableHasManyMistakesEachUnderItsOwnTitle() {
		List<String> titles = WrongConfiguration.all().map(WrongConfiguration::title).toList();
		assertThat(titles).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
	}

	private void start(String yaml) {
		ApplicationRun.in(this.directory)
			.file("application.yml", unmasked(yaml))
			.file("kubeconfig", KUBECONFIG)
			.vault("payments", payments.vault())
			.vault("audit", audit.vault())
			.start()
			.close();
	}

	private String masked(String message) {
		String masked = message;
		for (Map.Entry<String, String> name : names().entrySet()) {
			masked = masked.replace(name.getValue(), name.getKey());
		}
		return masked.replaceAll("version [0-9a-f]{8}", "version {version}");
	}

	private String unmasked(String yaml) {
		String unmasked = yaml;
		for (Map.Entry<String, String> name : names().entrySet()) {
			unmasked = unmasked.replace(name.getKey(), name.getValue());
		}
		return unmasked;
	}

	private Map<String, String> names() {
		Map<String, String> names = new LinkedHashMap<>();
		names.put("{payments}", payments.vault().endpoint().toString());
		names.put("{audit}", audit.vault().endpoint().toString());
		names.put("{payments-ca}", payments.vault().certificateAuthorityFile().toString());
		names.put("{audit-ca}", audit.vault().certificateAuthorityFile().toString());
		names.put("{tenant}", payments.vault().tenantId());
		names.put("{client}", payments.vault().clientId());
		names.put("{token}", payments.vault().token());
		names.put("{directory}", this.directory.toString());
		return names;
	}

}
