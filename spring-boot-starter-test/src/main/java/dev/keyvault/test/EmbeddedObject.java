package dev.keyvault.test;

import java.time.Instant;

/**
 * A version to be put into an {@link EmbeddedKeyVault}.
 *
 * @param <S> the kind of object it is a version of
 */
public sealed interface EmbeddedObject<S> permits EmbeddedSecret, EmbeddedKey, EmbeddedCertificate {

	/**
	 * Returns the name of the object.
	 * @return the name
	 */
	String name();

	/**
	 * Returns the attributes of the version.
	 * @return the attributes
	 */
	VersionAttributes attributes();

	/**
	 * Returns the same version with other attributes.
	 * @param attributes the attributes
	 * @return the changed version
	 */
	S attributes(VersionAttributes attributes);

	/**
	 * Returns the same version, enabled or not.
	 * @param enabled whether the version is enabled
	 * @return the changed version
	 */
	default S enabled(boolean enabled) {
		return attributes(attributes().enabled(enabled));
	}

	/**
	 * Returns the same version with a start.
	 * @param notBefore the moment from which the version may be used
	 * @return the changed version
	 */
	default S notBefore(Instant notBefore) {
		return attributes(attributes().notBefore(notBefore));
	}

	/**
	 * Returns the same version with an end.
	 * @param expires the moment from which the version may no longer be used
	 * @return the changed version
	 */
	default S expires(Instant expires) {
		return attributes(attributes().expires(expires));
	}

	/**
	 * Returns the same version with one tag more.
	 * @param name the name of the tag
	 * @param value the value of the tag
	 * @return the changed version
	 */
	default S tag(String name, String value) {
		return attributes(attributes().tag(name, value));
	}

}
