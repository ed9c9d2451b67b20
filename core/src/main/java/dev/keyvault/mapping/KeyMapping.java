package dev.keyvault.mapping;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Subject;

/**
 * Says which part of which object a named key has for its value.
 *
 * @param key the key
 * @param vault the vault that holds the object
 * @param reference the object and the part of it
 */
@Internal
public record KeyMapping(NamedKey key, Vault vault, ObjectReference reference) {

	/**
	 * Return the object referred to.
	 * @return the identifier, without version
	 */
	public ObjectId object() {
		return new ObjectId(this.vault, this.reference.kind(), this.reference.name(), null);
	}

	/**
	 * Return what has to be read for the key.
	 * @return the object and the choice of its version
	 */
	public ObjectSelection selection() {
		return new ObjectSelection(object(), this.reference.version());
	}

	/**
	 * Return whether a key gets a value of this mapping.
	 * @param other the key
	 * @return whether it is the key, or that of one version if this is a list of versions
	 */
	public boolean hasKey(NamedKey other) {
		return this.reference.version().isList() ? other.value().startsWith(this.key + "[") : other.equals(this.key);
	}

	/**
	 * Return the key as the subject of a problem.
	 * @param declaration the name of the declaration that asks for the key
	 * @return the subject
	 */
	public Subject subject(String declaration) {
		return new Subject.Key(declaration, toString());
	}

	/**
	 * Return the mapping as its user wrote it.
	 * @return such as {@code spring.datasource.password: secret/db-password}
	 */
	@Override
	public String toString() {
		return this.key + ": " + this.reference;
	}

}
