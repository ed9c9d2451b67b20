package dev.keyvault.test;

import java.net.URI;

/**
 * Where one version of an object lives.
 *
 * @param vault the endpoint of the vault
 * @param type the kind of object
 * @param name the name of the object
 * @param version the version
 */
record ObjectAddress(URI vault, ObjectType type, String name, String version) {

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
