package dev.keyvault.mapping;

import java.util.Map;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectRequest.Content;

/**
 * The part of an object that becomes a value.
 */
@Internal
public sealed interface Part permits SecretPart, JsonPart, FormPart, TlsPart, KeyPart, CertificatePart {

	/**
	 * Take the part out of an object.
	 * @param object an object of the kind that this part belongs to
	 * @return the values by the path of the member that each is; a part with a single
	 * value has it under the empty path
	 * @throws MalformedObjectException if the object does not have this part
	 */
	Map<String, SensitiveValue> extract(VaultObject object);

	/**
	 * Return how much of the object the part needs.
	 * @return the content
	 */
	default Content content() {
		return Content.FULL;
	}

	/**
	 * Return the part as it is written in a reference.
	 * @return such as {@code #/username}; empty for the object as a whole
	 */
	String text();

	/**
	 * Return whether the part is the object as a whole.
	 * @return whether a reference to it has no {@code #}
	 */
	default boolean isWhole() {
		return text().isEmpty();
	}

	/**
	 * Return whether the value is bytes that need not be a text.
	 * @return whether the value is binary
	 */
	default boolean isBinary() {
		return false;
	}

	/**
	 * Return whether the part becomes a value for each of its members.
	 * @return {@code false} if it becomes a single value
	 */
	default boolean hasMembers() {
		return false;
	}

	/**
	 * Return whether the value holds a private key together with the chain, if the object
	 * has a private key.
	 * @return whether both are in one value
	 */
	default boolean hasKeyAndChain() {
		return false;
	}

	/**
	 * Parse the text behind the {@code #} of a reference.
	 * @param kind the kind of object referred to
	 * @param text the text; empty for the object as a whole
	 * @return the part
	 * @throws IllegalArgumentException if objects of that kind have no such part; the
	 * message is the rule
	 */
	static Part parse(ObjectKind kind, String text) {
		return switch (kind) {
			case SECRET -> SecretParts.parse(text);
			case KEY -> KeyPart.parse(text);
			case CERTIFICATE -> CertificatePart.parse(text);
		};
	}

}
