package dev.keyvault.spring.refresh;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * A key whose value has changed or was to change. Holds no value.
 *
 * @param key the name of the key, as it is declared
 * @param object the object that the value is from, without version
 * @param before the version there was, or {@code null} if the key had no value
 * @param after the version there is, or {@code null} if the key has no value any more
 */
public record RotatedKey(String key, ObjectId object, @Nullable ObjectVersion before, @Nullable ObjectVersion after) {

	static RotatedKey of(Change change) {
		return new RotatedKey(change.key().value(), change.object().latest(), version(change.before()),
				version(change.after()));
	}

	private static @Nullable ObjectVersion version(@Nullable Entry entry) {
		return (entry != null) ? entry.origin().version() : null;
	}

}
