package dev.keyvault.kubernetes;

import org.jspecify.annotations.Nullable;

import dev.keyvault.snapshot.Snapshot;

/**
 * What came of taking a value back out of a Secret.
 *
 * @param entry the value, or {@code null} if there is none
 * @param obstacle why the value is not known, as a sentence; {@code null} if it is, be it
 * that the key had none
 */
record Recovered(Snapshot.@Nullable Entry entry, @Nullable String obstacle) {

	/**
	 * The key may be absent, and was when the Secret was written.
	 */
	static final Recovered ABSENT = new Recovered(null, null);

	static Recovered of(Snapshot.Entry entry) {
		return new Recovered(entry, null);
	}

	static Recovered failed(String obstacle) {
		return new Recovered(null, obstacle);
	}

}
