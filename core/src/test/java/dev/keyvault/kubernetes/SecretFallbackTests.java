package dev.keyvault.kubernetes;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.certificate.PrivateKeyPem;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.kubernetes.EntrySource.PlainEntry;
import dev.keyvault.kubernetes.TlsEntries.PrivateKeyFormat;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Problem;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretFallback}, on whichever cluster there is: which values it takes
 * back, and what it says of the others.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class SecretFallbackTests {

	private static final String KEY = "app.key";

	private static final VaultObject DB = TestObjects.secret("db", 7,
			"{\"user\":\"s3cret-n4me-of-db\",\"code\":\"AP8=\"}");

	private static final Certificate WEB = TestCertificates.certificate(TestCertificates.leaf(KeyAlgorithm.EC));

	private ReconcilerFixture app;

	private VaultOutage outage;

	private SecretDeclaration secret;

	@BeforeEach
	void join(ReconcilerFixture fixture) {
		this.app = fixture;
		this.outage = new VaultOutage(fixture);
		this.secret = this.outage.secret(SecretType.OPAQUE, entry("entry", KEY));
	}

	private static PlainEntry entry(String name, String key) {
		return new PlainEntry(name, Values.key(key), false);
	}

	private static Declaration key(String reference) {
		return VaultOutage.keys(KEY + ": " + reference);
	}

	private static Entry entry(LoadResult result, String key) {
		return result.snapshot().layer(Values.DECLARATION).get(new NamedKey(key));
	}

	private static String value(LoadResult result, String key) {
		return entry(result, key).value().reveal();
	}

	private String reason(LoadResult result) {
		assertThat(result.problems()).hasSize(1);
		Problem problem = result.problems().get(0);
		assertThat(problem.reach()).isEqualTo(Reach.OUTAGE);
		assertThat(problem.action()).hasToString("Wait.");
		return problem.explanation();
	}

	private String sentence(String text) {
		return "Vault 'payments' does not answer. " + text.formatted(this.app.id(ReconcilerFixture.NAME).describe());
	}

	@Test
	void completeWhenSecretWasWrittenTakesValueVersionAndTime() {
		Instant time = this.app.clock().instant();
		this.outage.write(this.secret, key("db"), DB);
		this.app.clock().move(Duration.ofDays(40));
		LoadResult result = this.outage.start(this.secret, key("db"));
		assertThat(result.problems()).isEmpty();
		assertThat(entry(result, KEY).value()).isEqualTo(((VaultObject.Secret) DB).value());
		assertThat(entry(result, KEY).origin()).isEqualTo(DB.id());
		assertThat(entry(result, KEY).fallback())
			.isEqualTo(new Fallback(this.app.id(ReconcilerFixture.NAME).describe(), time));
	}

	@Test
	void completeWhenValueIsTakenBackSaysSo() {
		Instant time = this.app.clock().instant();
		this.outage.write(this.secret, key("db"), DB);
		LoadResult result = this.outage.start(this.secret, key("db"));
		assertThat(result.warnings()).hasToString(
				"[Vault 'payments' (https://payments-kv.vault.azure.net): Vault 'payments' does not answer. Until it answers, these keys have the values of Kubernetes Secrets: 'app.key' (version %s, %s, written at %s). Wait.]"
					.formatted(TestObjects.version(7).shortened(), this.app.id(ReconcilerFixture.NAME).describe(),
							time));
		assertThat(result.failures()).containsOnlyKeys(Declarations.mapping(KEY + ": db"));
	}

	@ParameterizedTest
	@CsvSource({ "db#/user, s3cret-n4me-of-db", "db#/code, AP8=" })
	void completeWhenPartWasWrittenTakesIt(String reference, String value) {
		this.outage.write(this.secret, key(reference), DB);
		assertThat(value(this.outage.start(this.secret, key(reference)), KEY)).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "#base64, AP9h", "#hex, 00ff61" })
	void completeWhenValueIsBinaryTakesSameBytes(String part, String text) {
		this.outage.write(this.secret, key("store" + part), TestObjects.secret("store", text));
		LoadResult result = this.outage.start(this.secret, key("store" + part));
		assertThat(entry(result, KEY).value().isBinary()).isTrue();
		assertThat(entry(result, KEY).value().revealBytes()).containsExactly(0, -1, 'a');
	}

	@ParameterizedTest
	@ValueSource(strings = { "other", "db#/code", "db@00000007000000000000000000000000", "certificate/db",
			"optional:db@previous" })
	void completeWhenEntryWasMadeOfSomethingElseTakesNothing(String reference) {
		this.outage.write(this.secret, key("db#/user"), DB);
		Stream
			.of(TestObjects.secret("other", "s3cret-of-other"),
					new VaultObject.RecoveredObject(TestObjects.certificateId("db").at(TestObjects.version(7))))
			.forEach((object) -> this.outage.fail(object, VaultOutage.DOWN));
		this.outage.vault()
			.versions(TestObjects.listed(DB.id().at(TestObjects.version(8))), TestObjects.listed(DB.id()));
		LoadResult result = this.outage.start(this.secret, key(reference));
		assertThat(entry(result, KEY)).isNull();
		assertThat(reason(result)).isEqualTo(sentence("%s has no entry that was made of what the key refers to."));
		assertThat(result.warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "db@00000007000000000000000000000000", "db@previous" })
	void completeWhenChoiceOfVersionIsTheSameTakesValue(String reference) {
		this.outage.vault()
			.versions(TestObjects.listed(DB.id().at(TestObjects.version(8))), TestObjects.listed(DB.id()));
		this.outage.write(this.secret, key(reference), DB, TestObjects.secret("db", 8, "s3cret-of-db-8"));
		assertThat(entry(this.outage.start(this.secret, key(reference)), KEY).origin()).isEqualTo(DB.id());
	}

	@ParameterizedTest
	@EnumSource(PrivateKeyFormat.class)
	void completeWhenTlsSecretWasWrittenTakesEachPartOfTheCertificate(PrivateKeyFormat format)
			throws GeneralSecurityException {
		for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
			Certificate web = TestCertificates.certificate(TestCertificates.leaf(algorithm));
			SecretDeclaration tls = this.outage.secret(SecretType.TLS,
					new TlsEntries(Values.key("app.tls"), format, true));
			Declaration declaration = VaultOutage.keys("app.tls: certificate/web", "app.leaf: certificate/web#leaf",
					"app.private: certificate/web#private-key");
			this.outage.write(tls, declaration, web);
			LoadResult result = this.outage.start(tls, declaration);
			assertThat(result.problems()).isEmpty();
			Certificate found = (Certificate) entry(result, "app.tls").object();
			assertThat(found.id()).isEqualTo(web.id());
			assertThat(found.chain()).isEqualTo(web.chain());
			assertThat(PrivateKeyPem.arePair(key(found), web.chain().leaf().getPublicKey())).isTrue();
			assertThat(value(result, "app.tls")).startsWith(found.privateKey().reveal());
			assertThat(value(result, "app.leaf")).containsOnlyOnce("BEGIN CERTIFICATE");
			assertThat(value(result, "app.private")).isEqualTo(found.privateKey().reveal());
			this.app.delete();
		}
	}

	private static PrivateKey key(Certificate certificate) throws GeneralSecurityException {
		return PrivateKeyPem.read(certificate.privateKey(), certificate.chain().leaf().getPublicKey());
	}

	@Test
	void completeWhenAnotherDeclarationWantsTheCertificateServesItToo() {
		SecretDeclaration tls = this.outage.secret(SecretType.TLS,
				new TlsEntries(Values.key("app.tls"), PrivateKeyFormat.PKCS8, false));
		Declaration keys = VaultOutage.keys("app.tls: certificate/web");
		Declaration bundles = new Declaration("keyvault.ssl-bundles",
				List.of(Declarations.mapping("server: certificate/web")), List.of());
		this.outage.write(tls, keys, WEB);
		LoadResult result = this.outage.start(tls, keys, bundles);
		assertThat(result.problems()).isEmpty();
		assertThat(result.snapshot().layer("keyvault.ssl-bundles").get(new NamedKey("server")).object()).isEqualTo(WEB);
	}

	@Test
	void completeWhenFormOfPrivateKeyIsAnotherNowTakesNothing() {
		Declaration keys = VaultOutage.keys("app.tls: certificate/web");
		this.outage.write(this.outage.secret(SecretType.TLS,
				new TlsEntries(Values.key("app.tls"), PrivateKeyFormat.PKCS8, false)), keys, WEB);
		LoadResult result = this.outage.start(this.outage.secret(SecretType.TLS,
				new TlsEntries(Values.key("app.tls"), PrivateKeyFormat.TRADITIONAL, false)), keys);
		assertThat(reason(result)).isEqualTo(sentence("%s has no entry that was made of what the key refers to."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no PEM", "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----",
			"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" })
	void completeWhenCertificateCannotBeReadTakesNothing(String certificate) {
		SecretDeclaration tls = this.outage.secret(SecretType.TLS,
				new TlsEntries(Values.key("app.tls"), PrivateKeyFormat.PKCS8, false));
		Declaration keys = VaultOutage.keys("app.tls: certificate/web");
		this.outage.write(tls, keys, WEB);
		this.app.restore("tls.crt", certificate);
		assertThat(reason(this.outage.start(tls, keys)))
			.isEqualTo(sentence("%s has no entry that was made of what the key refers to."));
	}

	@Test
	void completeWhenWholeCertificateIsOneEntryTakesItWhole() {
		this.outage.write(this.secret, key("certificate/web"), WEB);
		assertThat(entry(this.outage.start(this.secret, key("certificate/web")), KEY).object()).isEqualTo(WEB);
	}

	@Test
	void completeWhenEntryIsPkcs12OrPublicKeyTakesItsBytes() {
		VaultObject signing = new VaultObject.Key(TestObjects.id(ObjectKind.KEY, "signing").at(TestObjects.version(3)),
				ObjectAttributes.NONE, WEB.chain().leaf().getPublicKey());
		SecretDeclaration two = this.outage.secret(SecretType.OPAQUE, entry("store.p12", "app.store"),
				entry("signing.pem", "app.signing"));
		Declaration keys = VaultOutage.keys("app.store: certificate/web#pkcs12", "app.signing: key/signing");
		this.outage.write(two, keys, WEB, signing);
		byte[] written = Base64.getDecoder().decode(this.app.live().getData().get("store.p12"));
		LoadResult result = this.outage.start(two, keys);
		assertThat(entry(result, "app.store").value().revealBytes()).isEqualTo(written);
		assertThat(value(result, "app.signing")).startsWith("-----BEGIN PUBLIC KEY-----");
	}

	@Test
	void completeWhenLoginOfRegistryWasWrittenTakesItsThreeKeys() {
		SecretDeclaration login = this.outage.secret(SecretType.DOCKER_CONFIG_JSON,
				new RegistryEntry(Values.key("app.host"), Values.key("app.user"), Values.key("app.password")));
		Declaration keys = VaultOutage.keys("app.host: host", "app.user: user", "app.password: password");
		this.outage.write(login, keys, TestObjects.secret("host", 1, "shop.azurecr.io"),
				TestObjects.secret("user", 2, "s3cret-n4me-of-puller"),
				TestObjects.secret("password", 3, "s3cret-pa55-of-puller"));
		LoadResult result = this.outage.start(login, keys);
		assertThat(List.of("app.host", "app.user", "app.password")).extracting((key) -> value(result, key))
			.containsExactly("shop.azurecr.io", "s3cret-n4me-of-puller", "s3cret-pa55-of-puller");
		assertThat(entry(result, "app.password").origin().version()).isEqualTo(TestObjects.version(3));
	}

	@Test
	void completeWhenKeyMayBeAbsentAndWasLeavesItAbsent() {
		SecretDeclaration optional = this.outage.secret(SecretType.OPAQUE, entry("entry", KEY),
				new PlainEntry("extra", Values.key("app.extra"), true));
		Declaration keys = VaultOutage.keys(KEY + ": db", "app.extra: optional:extra");
		this.outage.write(optional, keys, DB);
		this.outage.fail(TestObjects.secret("extra", "s3cret-of-extra"), VaultOutage.DOWN);
		LoadResult result = this.outage.start(optional, keys);
		assertThat(result.problems()).isEmpty();
		assertThat(entry(result, "app.extra")).isNull();
		assertThat(result.warnings().get(0).effect()).endsWith("), 'app.extra' (absent, as it was).");
	}

	@Test
	void completeWhenKeyMayBeAbsentAndNoSecretTellsSaysSo() {
		VaultObject extra = TestObjects.secret("extra", "s3cret-of-extra");
		this.outage.write(this.secret, VaultOutage.keys(KEY + ": db", "app.extra: optional:extra"), DB, extra);
		LoadResult result = this.outage.start(this.secret, VaultOutage.keys(KEY + ": db", "app.extra: optional:extra"));
		assertThat(reason(result)).isEqualTo(sentence("No Kubernetes Secret is declared that has this key."));
	}

	@Test
	void completeWhenSecretIsOlderThanAllowedSaysSo() {
		Instant time = this.app.clock().instant();
		this.outage.write(this.secret, key("db"), DB);
		this.app.clock().move(Duration.ofDays(7));
		assertThat(this.outage.start(List.of(this.secret), Duration.ofDays(7), key("db")).problems()).isEmpty();
		this.app.clock().move(Duration.ofSeconds(1));
		assertThat(reason(this.outage.start(List.of(this.secret), Duration.ofDays(7), key("db"))))
			.isEqualTo(sentence("%s was written at " + time + ", which is longer ago than the 168 h allowed."));
	}

	@Test
	void completeWhenSecretIsAbsentOrForeignSaysSo() {
		this.outage.fail(DB, VaultOutage.DOWN);
		assertThat(reason(this.outage.start(this.secret, key("db"))))
			.isEqualTo(sentence("%s was never written by this library."));
		this.app.createForeign("entry", "s3cret-0ther-value");
		assertThat(reason(this.outage.start(this.secret, key("db"))))
			.isEqualTo(sentence("%s was never written by this library."));
	}

	@Test
	void completeWhenEntryWasEditedSaysByWhom() {
		this.outage.write(this.secret, key("db"), DB);
		this.app.edit("entry", "s3cret-pa55-of-somebody-else");
		LoadResult result = this.outage.start(this.secret, key("db"));
		assertThat(entry(result, KEY)).isNull();
		assertThat(reason(result)).isEqualTo(
				"Vault 'payments' does not answer. Entry 'entry' of %s was changed by 'kubectl-edit' since it was written, so that it may not be the vault's."
					.formatted(this.app.id(ReconcilerFixture.NAME).describe()));
	}

	@Test
	void completeWhenEntryWasAppliedByAnotherSaysByWhom() {
		this.outage.write(this.secret, key("db"), DB);
		this.app.applyAs("helm", "entry", "s3cret-pa55-of-somebody-else");
		assertThat(reason(this.outage.start(this.secret, key("db")))).isEqualTo(sentence(
				"Entry 'entry' of %s was changed by 'helm' since it was written, so that it may not be the vault's."));
	}

	@Test
	void completeWhenEntryWasAppliedAsTextSaysByWhom() {
		this.outage.write(this.secret, key("db"), DB);
		this.app.applyTextAs("flux", "entry", "s3cret-pa55-of-somebody-else");
		assertThat(reason(this.outage.start(this.secret, key("db")))).isEqualTo(sentence(
				"Entry 'entry' of %s was changed by 'flux' since it was written, so that it may not be the vault's."));
	}

	@Test
	void completeWhenAnotherEntryWasEditedTakesTheValue() {
		SecretDeclaration two = this.outage.secret(SecretType.OPAQUE, entry("entry", KEY), entry("other", "app.other"));
		Declaration keys = VaultOutage.keys(KEY + ": db", "app.other: other");
		this.outage.write(two, keys, DB, TestObjects.secret("other", "s3cret-of-other"));
		this.app.edit("other", "s3cret-of-somebody-else");
		LoadResult result = this.outage.start(two, keys);
		assertThat(entry(result, KEY).origin()).isEqualTo(DB.id());
		assertThat(result.problems()).hasSize(1);
	}

	@Test
	void completeWhenOptionalEntryWasTakenOutDoesNotTakeItForAbsent() {
		SecretDeclaration optional = this.outage.secret(SecretType.OPAQUE, entry("entry", KEY),
				new PlainEntry("extra", Values.key("app.extra"), true));
		Declaration keys = VaultOutage.keys(KEY + ": db", "app.extra: optional:extra");
		this.outage.write(optional, keys, DB, TestObjects.secret("extra", "s3cret-of-extra"));
		this.app.edit((secret) -> secret.removeFromData("extra"));
		assertThat(reason(this.outage.start(optional, keys))).isEqualTo(
				sentence("Entry 'extra' of %s was taken out since it was written, so that it may not be the vault's."));
	}

	@ParameterizedTest
	@CsvSource(delimiterString = " = ",
			textBlock = """
					keyvault.dev/origins = {"entry": ["https://payments-kv.vault.azure.net/secrets/db/00000009000000000000000000000000"]}
					keyvault.dev/written-at = 2030-01-01T00:00:00Z
					""")
	void completeWhenMarkWasEditedTakesNothing(String mark, String text) {
		this.outage.write(this.secret, key("db"), DB);
		this.app.edit((secret) -> secret.editMetadata().addToAnnotations(mark, text).endMetadata());
		LoadResult result = this.outage.start(this.secret, key("db"));
		assertThat(entry(result, KEY)).isNull();
		assertThat(reason(result)).isEqualTo(
				"Vault 'payments' does not answer. The annotation '%s' of %s was changed by 'kubectl-edit' since it was written, so that nothing of it is known to be the vault's."
					.formatted(mark, this.app.id(ReconcilerFixture.NAME).describe()));
	}

	@Test
	void completeWhenSecretWasRestoredFromABackupTakesTheValue() {
		this.outage.write(this.secret, key("db"), DB);
		this.app.restore("unrelated", "s3cret-0ther-value");
		assertThat(entry(this.outage.start(this.secret, key("db")), KEY).origin()).isEqualTo(DB.id());
	}

	@Test
	void completeWhenListIsNeededSaysThatNothingCanTakeItsPlace() {
		this.outage.vault().secrets(TestObjects.VAULT, () -> {
			throw VaultOutage.DOWN;
		});
		LoadResult result = this.outage.start(this.secret, VaultOutage.all(Declarations.rule("*")));
		assertThat(reason(result))
			.isEqualTo(sentence("What a list would find cannot be told from Kubernetes Secrets."));
	}

	@Test
	void completeWhenVaultAnswersTakesNothing() {
		this.outage.write(this.secret, key("db"), DB);
		this.outage.fail(DB, AccessDeniedException.byFirewall(TestObjects.VAULT, null));
		LoadResult result = this.outage.start(this.secret, key("db"));
		assertThat(entry(result, KEY)).isNull();
		assertThat(result.problems()).extracting(Problem::reach).containsExactly(Reach.VAULT);
	}

	@Test
	@NeedsFakeCluster
	void completeWhenSecretMayNotBeReadNamesTheRule(Cluster cluster) {
		this.outage.write(this.secret, key("db"), DB);
		cluster.fake().deny("get secrets");
		Problem problem = this.outage.start(this.secret, key("db")).problems().get(0);
		assertThat(problem.explanation()).isEqualTo(
				"Vault 'payments' does not answer. The Kubernetes API server does not allow 'get' for secrets 'foo-secrets' in namespace 'shop'.");
		assertThat(problem.action()).hasToString("""
				Wait. Add this rule to a Role in namespace 'shop' that is bound to the application's ServiceAccount:
				- apiGroups: [""]
				  resources: ["secrets"]
				  resourceNames: ["foo-secrets"]
				  verbs: ["get"]""");
	}

	@Test
	@NeedsFakeCluster
	void completeWhenApiServerIsAwayAsksOnce(Cluster cluster) {
		SecretDeclaration other = this.app.declaration("other", SecretType.OPAQUE, SecretPolicy.DEFAULTS,
				Map.of("entry", "app.other"));
		this.outage.fail(DB, VaultOutage.DOWN);
		cluster.fake().fail(503);
		cluster.fake().forgetRequests();
		LoadResult result = this.outage.start(List.of(this.secret, other), null,
				VaultOutage.keys(KEY + ": db", "app.other: db#/user"));
		assertThat(result.problems()).extracting(Problem::explanation)
			.hasSize(2)
			.allMatch((reason) -> reason.matches(
					"Vault 'payments' does not answer\\. The Kubernetes API server at \\S+ fails \\(HTTP 503\\)\\."));
		assertThat(cluster.fake().count("get", "secrets")).isOne();
	}

	@Test
	@NeedsFakeCluster
	void completeWhenNoVaultFailsAsksForNothing(Cluster cluster) {
		this.outage.vault().with(DB);
		cluster.fake().forgetRequests();
		assertThat(value(this.outage.start(this.secret, key("db#/user")), KEY)).isEqualTo("s3cret-n4me-of-db");
		assertThat(cluster.fake().requests()).isEmpty();
	}

}
