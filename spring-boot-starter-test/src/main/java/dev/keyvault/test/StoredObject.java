package dev.keyvault.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All versions of one object. The one put last is the latest, enabled or not.
 */
final class StoredObject {

	private final Map<String, StoredVersion> versions = new LinkedHashMap<>();

	private StoredVersion latest;

	StoredObject(StoredVersion first) {
		this.latest = first;
		put(first);
	}

	void put(StoredVersion version) {
		this.versions.put(version.address().version(), version);
		this.latest = version;
	}

	StoredVersion latest() {
		return this.latest;
	}

	Optional<StoredVersion> find(String version) {
		return Optional.ofNullable(this.versions.get(version));
	}

	List<StoredVersion> versions() {
		return List.copyOf(this.versions.values());
	}

}
