package dev.keyvault.snapshot;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.VersionSelector;
import dev.keyvault.object.ObjectId;

/**
 * One version of one object, read once for all the keys that want something of it.
 *
 * @param object the object, without version
 * @param version the version
 */
record PlannedRead(ObjectId object, VersionSelector version) {

	static PlannedRead of(KeyMapping mapping) {
		return new PlannedRead(mapping.object(), mapping.reference().version());
	}

}
