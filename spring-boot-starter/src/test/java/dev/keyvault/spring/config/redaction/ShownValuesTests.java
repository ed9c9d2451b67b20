package dev.keyvault.spring.config.redaction;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

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
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShownValues}.
 */
class ShownValuesTests {

	private static final ObjectId ID = new ObjectId(Vault.of("payments", "https://payments-kv.vault.azure.net"),
			ObjectKind.SECRET, new ObjectName("db-password"), new ObjectVersion("0123456789abcdef0123456789abcdef"));

	private final ShownValues values = new ShownValues((entry) -> Stream.of(entry.value()));

	private Snapshot current = Snapshot.EMPTY;

	@Test
	void findWhenValueIsInForceOrEscapedOrStripped() {
		put("pa${x}ss\n");
		assertThat(isShown("Password=pa${x}ss;")).isTrue();
		assertThat(isShown("Password=pa\\${x}ss;")).isTrue();
		assertThat(isShown("Password=other;")).isFalse();
	}

	@Test
	void findWhenThousandValuesWereReplacedSinceKnowsThemAndFirst() {
		IntStream.rangeClosed(0, ShownValues.MOST_FORMER + 1).forEach((each) -> put("value-" + each + "."));
		assertThat(isShown("value-0.")).as("of the start").isTrue();
		assertThat(isShown("value-1.")).isTrue();
		put("value-x.");
		assertThat(isShown("value-0.")).as("of the start").isTrue();
		assertThat(isShown("value-1.")).isFalse();
		assertThat(isShown("value-2.")).isTrue();
		assertThat(isShown("value-x.")).isTrue();
	}

	@Test
	void findWhenFirstSnapshotWasEmptyKeepsFirstValuesThereWere() {
		this.values.replace(Snapshot.EMPTY, Snapshot.EMPTY);
		IntStream.rangeClosed(0, ShownValues.MOST_FORMER + 5).forEach((each) -> put("value-" + each + "."));
		assertThat(isShown("value-0.")).isTrue();
	}

	@Test
	void findWhenValueIsShortDoesNotLookForIt() {
		put("abc");
		put("abcd");
		assertThat(isShown("abc")).isFalse();
	}

	private boolean isShown(String text) {
		return this.values.areIn(text, this.current);
	}

	private void put(String text) {
		SensitiveValue value = SensitiveValue.of(text);
		Entry entry = new Entry(value, new VaultObject.Secret(ID, ObjectAttributes.NONE, value),
				new KeyMapping(new NamedKey("app.password"), ID.vault(), ObjectReference.parse("db-password")));
		Snapshot next = new Snapshot(Map.of("keyvault:", Map.of(new NamedKey("app.password"), entry)));
		this.values.replace(this.current, next);
		this.current = next;
	}

}
