package dev.keyvault.spring.config;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

import dev.keyvault.azure.AzureVaults;
import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.rotation.RotationSettings;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyVaultPropertySource}.
 */
class KeyVaultPropertySourceTests {

	private static final ObjectId PASSWORD = new ObjectId(Vault.of("payments", "https://payments-kv.vault.azure.net"),
			ObjectKind.SECRET, new ObjectName("db-password"), new ObjectVersion("0123456789abcdef0123456789abcdef"));

	private final ImportedKeys keys = new ImportedKeys();

	private final KeyVaultPropertySource source = new KeyVaultPropertySource(
			new KeyVaultImport(List.of("payments"), false), this.keys);

	@Test
	void sourceWhenNothingIsLoadedIsEmpty() {
		assertThat(this.source.getPropertyNames()).isEmpty();
		assertThat(this.source.getProperty("app.password")).isNull();
	}

	@Test
	void namesStayTheSameArrayWhileSnapshotDoes() {
		load(snapshot(SensitiveValue.of("one")));
		String[] names = this.source.getPropertyNames();
		assertThat(this.source.getPropertyNames()).isSameAs(names).containsExactly("app.password");
	}

	@Test
	void valueFollowsSnapshot() {
		load(snapshot(SensitiveValue.of("one")));
		assertThat(this.source.getProperty("app.password")).isEqualTo("one");
		load(snapshot(SensitiveValue.of("two")));
		assertThat(this.source.getProperty("app.password")).isEqualTo("two");
	}

	@Test
	void originTellsObjectAndVersion() {
		load(snapshot(SensitiveValue.of("one")));
		assertThat(this.source.getOrigin("app.password"))
			.hasToString("Azure Key Vault secret 'db-password' version 0123456789abcdef0123456789abcdef of vault "
					+ "'payments' (https://payments-kv.vault.azure.net)");
		assertThat(this.source.getOrigin("app.other")).isNull();
	}

	@Test
	void bytesConvertToByteArrayAndString() {
		byte[] bytes = { 0, 1, (byte) 0xff, 'a' };
		load(snapshot(SensitiveValue.of(bytes)));
		assertThat(environment().getProperty("app.password", byte[].class)).isEqualTo(bytes);
		load(snapshot(SensitiveValue.of("text".getBytes())));
		assertThat(environment().getProperty("app.password")).isEqualTo("text");
		assertThat(Binder.get(environment()).bind("app.password", byte[].class).get()).asString().isNotEmpty();
	}

	@Test
	void toStringShowsNoValue() {
		load(snapshot(SensitiveValue.of("one-secret")));
		assertThat(this.source.toString() + this.keys).doesNotContain("one-secret");
	}

	private void load(Snapshot snapshot) {
		this.keys.load(snapshot,
				new ImportedKeys.Origins(
						List.of(), AzureVaults.create(List.of()), new ReadSettings(LoadSettings.DEFAULTS,
								RotationSettings.DEFAULTS, HttpSettings.DEFAULTS, List.of()),
						Map.of(), List.of(), null));
	}

	private StandardEnvironment environment() {
		StandardEnvironment environment = new StandardEnvironment();
		environment
			.setConversionService((ApplicationConversionService) ApplicationConversionService.getSharedInstance());
		MutablePropertySources sources = environment.getPropertySources();
		sources.addFirst(this.source);
		return environment;
	}

	private static Snapshot snapshot(SensitiveValue value) {
		Vault vault = PASSWORD.vault();
		Entry entry = new Entry(value, new VaultObject.Secret(PASSWORD, ObjectAttributes.NONE, value),
				new KeyMapping(new NamedKey("app.password"), vault, ObjectReference.parse("password")));
		return new Snapshot(Map.of("keyvault:payments", Map.of(new NamedKey("app.password"), entry)));
	}

}
