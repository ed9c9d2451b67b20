package dev.keyvault.object;

import org.jspecify.annotations.Nullable;

/**
 * Names one object in one vault, and perhaps one of its versions.
 *
 * @param vault the vault that holds the object
 * @param kind the kind of object
 * @param name the name of the object within its kind
 * @param version the version, or {@code null} for whichever is the latest
 */
public record ObjectId(Vault vault, ObjectKind kind, ObjectName name, @Nullable ObjectVersion version) {

	/**
	 * Return this identifier without its version.
	 * @return the identifier of the latest version
	 */
	public ObjectId latest() {
		return new ObjectId(this.vault, this.kind, this.name, null);
	}

	/**
	 * Return the identifier of the given version of this object.
	 * @param version the version
	 * @return the identifier with that version
	 */
	public ObjectId at(ObjectVersion version) {
		return new ObjectId(this.vault, this.kind, this.name, version);
	}

	/**
	 * Return the words for this object in a message.
	 * @return such as {@code secret 'db-password' of vault 'payments' (https://…)}
	 */
	public String describe() {
		return describe((this.version != null) ? " version " + this.version.shortened() : "");
	}

	/**
	 * Return the words for this object where its version is looked up.
	 * @return as {@link #describe()}, with all digits of the version
	 */
	public String describeExactly() {
		return describe((this.version != null) ? " version " + this.version : "");
	}

	private String describe(String version) {
		return "%s '%s'%s of vault %s".formatted(this.kind.word(), this.name, version, this.vault);
	}

	/**
	 * Return the identifier that Azure gives to the object.
	 * @return such as {@code https://payments-kv.vault.azure.net/secrets/db-password}
	 */
	@Override
	public String toString() {
		String path = this.vault.endpoint() + "/" + this.kind.path() + "/" + this.name;
		return (this.version != null) ? path + "/" + this.version : path;
	}

}
