package dev.keyvault.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.kubernetes.EntrySource.MemberEntries;
import dev.keyvault.kubernetes.EntrySource.PlainEntry;
import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.snapshot.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SecretDeclaration} and what it is made of.
 */
class SecretDeclarationTests {

	private static final SecretId ID = new SecretId("shop", "foo-secrets");

	private static final Values VALUES = Values.none()
		.with("app.user", "s3cret-n4me-of-robot", 1)
		.with("app.password", "s3cret-pa55-of-robot", 2)
		.with("app.registry", "shop.azurecr.io", 3);

	private static SecretManifest manifest(SecretType type, EntrySource... sources) {
		return new SecretDeclaration(ID, type, List.of(sources), SecretMetadata.NONE, SecretPolicy.DEFAULTS)
			.manifest(VALUES.snapshot());
	}

	private static PlainEntry plain(String entry) {
		return new PlainEntry(entry, Values.key("app.password"), false);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			kubernetes.io/tls, tls.key, 'tls.crt'
			kubernetes.io/tls, tls.crt, 'tls.key'
			kubernetes.io/dockerconfigjson, config, '.dockerconfigjson'
			kubernetes.io/ssh-auth, id_rsa, 'ssh-privatekey'
			kubernetes.io/basic-auth, user, "'username' or 'password'"
			""", quoteCharacter = '"')
	void manifestWhenTypeMissesEntryNamesIt(String type, String entry, String missing) {
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> manifest(new SecretType(type), plain(entry)))
			.withMessage(
					"Secret 'foo-secrets' in namespace 'shop' cannot be written: a Secret of type '%s' needs the entry %s. Declare it, or choose another type.",
					type, missing);
	}

	@ParameterizedTest
	@CsvSource({ "kubernetes.io/basic-auth, password", "kubernetes.io/ssh-auth, ssh-privatekey",
			"kubernetes.io/dockerconfigjson, .dockerconfigjson", "example.org/anything, x" })
	void manifestWhenTypeHasItsEntryIsMade(String type, String entry) {
		assertThat(manifest(new SecretType(type), plain(entry)).entries()).hasSize(1);
	}

	@Test
	void manifestWhenOptionalKeyHasNoValueLeavesEntryOut() {
		SecretManifest manifest = manifest(SecretType.OPAQUE, plain("password"),
				new PlainEntry("mail", Values.key("app.mail"), true));
		assertThat(manifest.entries()).extracting(SecretEntry::name).containsExactly("password");
	}

	@Test
	void manifestWhenKeyHasNoValueNamesIt() {
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> manifest(SecretType.OPAQUE, new PlainEntry("mail", Values.key("app.mail"), false)))
			.withMessage(
					"Secret 'foo-secrets' in namespace 'shop' cannot be written: key 'app.mail' has no value. Import the key, correct its name, or mark the entry as optional.");
	}

	@Test
	void manifestWhenEntryIsDeclaredTwiceNamesIt() {
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> manifest(SecretType.OPAQUE, plain("password"), plain("password")))
			.withMessageContaining("entry 'password' is declared twice.");
	}

	@Test
	void manifestWhenLargerThanOneMebibyteFails() {
		SecretDeclaration secret = new SecretDeclaration(ID, SecretType.OPAQUE, List.of(plain("password")),
				SecretMetadata.NONE, SecretPolicy.DEFAULTS);
		assertThat(secret.manifest(sized(1024 * 1024)).entries()).hasSize(1);
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> secret.manifest(sized(1024 * 1024 + 1)))
			.withMessage(
					"Secret 'foo-secrets' in namespace 'shop' cannot be written: its entries have 1,048,577 bytes, and a Secret holds 1,048,576 (1 MiB). Spread the entries over several Secrets.");
	}

	private static Snapshot sized(int bytes) {
		return Values.none().with("app.password", SensitiveValue.of(new byte[bytes]), 1).snapshot();
	}

	@Test
	void manifestWhenRegistryLoginIsDeclaredWritesDockerConfig() throws Exception {
		SecretEntry entry = manifest(SecretType.DOCKER_CONFIG_JSON,
				new RegistryEntry(Values.key("app.registry"), Values.key("app.user"), Values.key("app.password")))
			.entries()
			.get(0);
		JsonNode login = new JsonMapper().readTree(entry.value().reveal()).get("auths").get("shop.azurecr.io");
		assertThat(login.get("username").asText()).isEqualTo("s3cret-n4me-of-robot");
		assertThat(login.get("password").asText()).isEqualTo("s3cret-pa55-of-robot");
		assertThat(new String(Base64.getDecoder().decode(login.get("auth").asText()), StandardCharsets.UTF_8))
			.isEqualTo("s3cret-n4me-of-robot:s3cret-pa55-of-robot");
		assertThat(entry.origins()).hasSize(3);
	}

	private static RegistryEntry.Login login(String name) {
		return new RegistryEntry.Login(Values.key(name + ".host"), Values.key(name + ".user"),
				Values.key(name + ".password"));
	}

	private static Values registries(String one, String other) {
		return Values.none()
			.with("one.host", one, 1)
			.with("one.user", "s3cret-n4me-of-one", 1)
			.with("one.password", "s3cret-pa55-of-one", 1)
			.with("other.host", other, 1)
			.with("other.user", "s3cret-n4me-of-other", 1)
			.with("other.password", "s3cret-pa55-of-other", 1);
	}

	private static SecretManifest registries(Values values) {
		return new SecretDeclaration(ID, SecretType.DOCKER_CONFIG_JSON,
				List.of(new RegistryEntry(List.of(login("one"), login("other")))), SecretMetadata.NONE,
				SecretPolicy.DEFAULTS)
			.manifest(values.snapshot());
	}

	@Test
	void manifestWhenSeveralRegistriesAreDeclaredWritesAll() throws Exception {
		SecretEntry entry = registries(registries("one.azurecr.io", "two.azurecr.io")).entries().get(0);
		JsonNode logins = new JsonMapper().readTree(entry.value().reveal()).get("auths");
		assertThat(logins.propertyStream().map(Map.Entry::getKey)).containsExactly("one.azurecr.io", "two.azurecr.io");
		assertThat(logins.get("two.azurecr.io").get("password").asText()).isEqualTo("s3cret-pa55-of-other");
		assertThat(entry.origins()).hasSize(6);
	}

	@Test
	void manifestWhenRegistryIsThereTwiceNamesKey() {
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> registries(registries("one.azurecr.io", "one.azurecr.io")))
			.withMessage(
					"Secret 'foo-secrets' in namespace 'shop' cannot be written: key 'other.host' has the same registry as a key before it. Give each registry once, or correct the value in the vault.");
	}

	private static SecretManifest members(String pattern, Values values) {
		return new SecretDeclaration(ID, SecretType.OPAQUE,
				List.of(new MemberEntries(pattern, Values.key("app.login"), false)), SecretMetadata.NONE,
				SecretPolicy.DEFAULTS)
			.manifest(values.snapshot());
	}

	private static Values member(Values values, String key) {
		return values.with(new KeyMapping(new NamedKey(key), TestObjects.VAULT, ObjectReference.parse("login#*")),
				SensitiveValue.of("s3cret-pa55-of-" + key), 1);
	}

	@Test
	void manifestWhenMembersAreDeclaredHasAnEntryForEachKeyBelow() {
		Values values = member(member(Values.none(), "app.login.user"), "app.login.DB_PASSWORD");
		SecretManifest manifest = members("*", member(values, "app.logins.other"));
		assertThat(manifest.entries()).extracting(SecretEntry::name).containsExactlyInAnyOrder("user", "DB_PASSWORD");
		assertThat(members("db-*.txt", values).entries()).extracting(SecretEntry::name)
			.containsExactlyInAnyOrder("db-user.txt", "db-DB_PASSWORD.txt");
		assertThat(members("*", member(values, "app.login.new")).entries()).hasSize(3);
	}

	@Test
	void manifestWhenThereAreNoMembersNamesParent() {
		assertThatExceptionOfType(InvalidSecretException.class).isThrownBy(() -> members("*", Values.none()))
			.withMessage(
					"Secret 'foo-secrets' in namespace 'shop' cannot be written: no key below 'app.login' has a value. Import the keys, correct the name, or mark the entries as optional.");
		assertThat(new MemberEntries("*", Values.key("app.login"), true).entries(Snapshot.EMPTY, ID)).isEmpty();
	}

	@Test
	void manifestWhenMemberGivesNoNameDoesNotQuoteIt() {
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> members("*", member(Values.none(), "app.login.hosts[0]")))
			.withMessage(
					"Secret 'foo-secrets' in namespace 'shop' cannot be written: a key below 'app.login' gives no name for an entry, which has up to 253 letters, digits, '-', '_' or '.'. Rename that member in the vault, or declare the entries one by one.");
	}

	@Test
	void membersUseKeysBelowTheirParent() {
		MemberEntries members = new MemberEntries("*", Values.key("app.login"), false);
		assertThat(members.uses(Values.key("app.login.user"))).isTrue();
		assertThat(members.uses(Values.key("app.logins.user"))).isFalse();
		assertThat(members.uses(new DeclaredKey("keyvault:other", new NamedKey("app.login.user")))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "*-*", "a/*" })
	void membersWhenPatternIsNoneFail(String pattern) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new MemberEntries(pattern, Values.key("app.login"), false));
	}

	@ParameterizedTest
	@ValueSource(strings = { ".dockerconfigjson", "DB_PASSWORD", "a-b.c_d", "..a", "." })
	void entryNameFollowsRuleOfKubernetes(String name) {
		boolean valid = Stream.of("..a", ".").noneMatch(name::equals);
		if (valid) {
			assertThat(plain(name).name()).isEqualTo(name);
			return;
		}
		assertThatIllegalArgumentException().isThrownBy(() -> plain(name))
			.withMessage(
					"'%s' is not the name of an entry of a Secret: expected up to 253 letters, digits, '-', '_' or '.', not '.' and nothing that starts with '..'",
					name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "a b", "ä", ".." })
	void entryNameWhenKubernetesRefusesItFails(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> plain(name)).withMessageStartingWith("'" + name + "' is");
	}

	@ParameterizedTest
	@CsvSource({ "Shop, foo", "shop.x, foo", "'', foo", "shop, Foo", "shop, foo_bar", "shop, foo..bar", "shop, ''" })
	void idWhenKubernetesRefusesItFails(String namespace, String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new SecretId(namespace, name))
			.withMessageContaining("is not the name of a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.kubernetes.io/managed-by", "keyvault.dev/origins" })
	void metadataWhenReservedFails(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new SecretMetadata(Map.of(name, "x"), Map.of()))
			.withMessage("'%s' cannot be set on a Secret: it is what this library marks its Secrets with", name);
	}

	@Test
	void settingsWhenApplicationIsNoLabelFail() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SecretSettings("my shop", null, List.of()))
			.withMessage(
					"'my shop' cannot be the application of a Secret: expected 1 to 63 letters, digits, '-', '_' or '.' that start and end with a letter or digit");
	}

	@Test
	void settingsWhenSecretIsDeclaredTwiceFail() {
		SecretDeclaration secret = new SecretDeclaration(ID, SecretType.OPAQUE, List.of(), SecretMetadata.NONE,
				SecretPolicy.DEFAULTS);
		assertThatIllegalArgumentException().isThrownBy(() -> new SecretSettings("shop", null, List.of(secret, secret)))
			.withMessage("Secret 'foo-secrets' in namespace 'shop' is declared twice");
	}

	@Test
	void toStringHidesValues() {
		assertThat(manifest(SecretType.OPAQUE, plain("password")).toString()).doesNotContain("pa55")
			.contains("[redacted]");
	}

}
