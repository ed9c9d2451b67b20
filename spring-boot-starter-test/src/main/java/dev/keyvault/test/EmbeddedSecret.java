package dev.keyvault.test;

import org.jspecify.annotations.Nullable;

/**
 * A version of a secret to be put into an {@link EmbeddedKeyVault}.
 *
 * @param name the name of the secret
 * @param value the value of the secret
 * @param contentType the content type, if it has one
 * @param attributes the attributes of the version
 */
public record EmbeddedSecret(String name, String value, @Nullable String contentType,
		VersionAttributes attributes) implements EmbeddedObject<EmbeddedSecret> {

	public EmbeddedSecret {
		ObjectAddress.requireValidName(name);
	}

	/**
	 * Returns a version of a secret with an empty value.
	 * @param name the name of the secret
	 * @return the version
	 */
	public static EmbeddedSecret named(String name) {
		return new EmbeddedSecret(name, "", null, VersionAttributes.DEFAULT);
	}

	/**
	 * Returns the same version with another value.
	 * @param value the value of the secret
	 * @return the changed version
	 */
	public EmbeddedSecret value(String value) {
		return new EmbeddedSecret(this.name, value, this.contentType, this.attributes);
	}

	/**
	 * Returns the same version with another content type.
	 * @param contentType the content type, or null
	 * @return the changed version
	 */
	public EmbeddedSecret contentType(@Nullable String contentType) {
		return new EmbeddedSecret(this.name, this.value, contentType, this.attributes);
	}

	@Override
	public EmbeddedSecret attributes(VersionAttributes attributes) {
		return new EmbeddedSecret(this.name, this.value, this.contentType, attributes);
	}

	@Override
	public String toString() {
		return "EmbeddedSecret[name=" + this.name + "]";
	}

}
