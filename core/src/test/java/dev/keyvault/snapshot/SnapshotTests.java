package dev.keyvault.snapshot;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.snapshot.Snapshot.Entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Snapshot}.
 */
class SnapshotTests {

	private final Map<NamedKey, Entry> entries = new LinkedHashMap<>();

	private final Snapshot snapshot;

	SnapshotTests() {
		for (String key : new String[] { "z", "a", "m" }) {
			this.entries.put(new NamedKey(key), new Entry(SensitiveValue.of("s3cret-hunter2"),
					TestObjects.secret(key, "s3cret-hunter2"), Declarations.mapping(key + ": " + key)));
		}
		this.snapshot = new Snapshot(Map.of("keyvault:", this.entries));
	}

	@Test
	void layerKeepsTheOrderAndWhatItWasGiven() {
		this.entries.clear();
		assertThat(this.snapshot.layer("keyvault:").keySet()).extracting(NamedKey::value)
			.containsExactly("z", "a", "m");
	}

	@Test
	void layerWhenDeclarationIsUnknownIsEmpty() {
		assertThat(this.snapshot.layer("keyvault:other")).isEmpty();
		assertThat(Snapshot.EMPTY.layers()).isEmpty();
	}

	@Test
	void layersCannotBeChanged() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.snapshot.layers().remove("keyvault:"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.snapshot.layer("keyvault:").remove(new NamedKey("a")));
	}

	@Test
	void toStringNeverShowsTheValues() {
		assertThat(this.snapshot.toString()).contains("[redacted]").doesNotContain("s3cret-hunter2");
	}

}
