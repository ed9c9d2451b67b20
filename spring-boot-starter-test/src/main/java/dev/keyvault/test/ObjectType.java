package dev.keyvault.test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The three kinds of object that a vault holds.
 */
public enum ObjectType {

	/**
	 * A secret: text of any content type.
	 */
	SECRET,

	/**
	 * A key, of which only the public part can be read.
	 */
	KEY,

	/**
	 * A certificate, which comes with a key and a secret of the same name.
	 */
	CERTIFICATE;

	static Optional<ObjectType> ofCollection(String collection) {
		return Arrays.stream(values()).filter((type) -> type.collection().equals(collection)).findFirst();
	}

	List<ObjectType> withManaged() {
		return (this == CERTIFICATE) ? List.of(values()) : List.of(this);
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	String collection() {
		return label() + "s";
	}

	String code(String suffix) {
		return name().charAt(0) + label().substring(1) + suffix;
	}

}
