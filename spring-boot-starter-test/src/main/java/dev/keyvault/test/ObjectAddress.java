package dev.keyvault.test;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where one version of an object lives.
 *
 * @param vault the endpoint of the vault
 * @param type the kind of object
 * @param name the name of the object
 * @param version the version
 */
record ObjectAddress(URI vault, ObjectType type, String name, String version) {

	private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");

	static String requireValidName(String name) {
		if (!isValidName(name)) {
			throw new IllegalArgumentException(
					"The object name '%s' must be 1 to 127 letters, digits and dashes".formatted(name));
		}
		return name;
	}

	static boolean isValidName(String name) {
		return NAME.matcher(name).matches();
	}

	ObjectAddress as(ObjectType type) {
		return new ObjectAddress(this.vault, type, this.name, this.version);
	}

	String id() {
		return versionlessId() + "/" + this.version;
	}

	String versionlessId() {
		return this.vault + "/" + this.type.collection() + "/" + this.name;
	}

}
