package dev.keyvault.samples.quickstart;

import dev.keyvault.object.ObjectId;

/**
 * A key and the object that its value is from.
 *
 * @param name the name of the key
 * @param origin the object, with its version
 */
record ImportedKey(String name, ObjectId origin) {

	String object() {
		return this.origin.kind().word() + "/" + this.origin.name();
	}

	String version() {
		return String.valueOf(this.origin.version());
	}

}
