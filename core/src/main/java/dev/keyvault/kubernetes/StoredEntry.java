package dev.keyvault.kubernetes;

import java.nio.charset.StandardCharsets;

import dev.keyvault.object.SensitiveValue;

/**
 * An entry of a Secret that was written earlier. Immutable.
 */
public final class StoredEntry {

	private final SensitiveValue bytes;

	private final EntryOrigin origin;

	StoredEntry(byte[] bytes, EntryOrigin origin) {
		this.bytes = SensitiveValue.of(bytes);
		this.origin = origin;
	}

	/**
	 * Return what the entry was made of.
	 * @return the object, its version and the part
	 */
	public EntryOrigin origin() {
		return this.origin;
	}

	SensitiveValue value(boolean binary) {
		return binary ? this.bytes : SensitiveValue.of(new String(this.bytes.revealBytes(), StandardCharsets.UTF_8));
	}

}
