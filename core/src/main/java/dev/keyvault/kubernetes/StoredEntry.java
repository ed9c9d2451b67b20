package dev.keyvault.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.SensitiveValue;

/**
 * An entry of a Secret that was written earlier. Immutable.
 */
final class StoredEntry {

	private static final Set<String> BINARY = Set.of("#base64", "#hex", "#pkcs12");

	private final SensitiveValue bytes;

	private final List<EntryOrigin> origins;

	StoredEntry(byte[] bytes, List<EntryOrigin> origins) {
		this.bytes = SensitiveValue.of(bytes);
		this.origins = List.copyOf(origins);
	}

	/**
	 * Return one of the things that the entry is made of.
	 * @param place which one
	 * @param count of how many
	 * @return the origin, or {@code null} if the entry is made of more or fewer
	 */
	@Nullable EntryOrigin origin(int place, int count) {
		return (this.origins.size() == count) ? this.origins.get(place) : null;
	}

	SensitiveValue value(KeyMapping mapping) {
		return BINARY.contains(mapping.reference().part().text()) ? this.bytes : SensitiveValue.of(text());
	}

	String text() {
		return new String(this.bytes.revealBytes(), StandardCharsets.UTF_8);
	}

}
