package dev.keyvault.azure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.Vault;

/**
 * Reads the identifiers that a vault gives to its objects, such as
 * {@code https://payments-kv.vault.azure.net/secrets/db-password/0123…}.
 */
final class Identifiers {

	private static final Pattern PATH = Pattern
		.compile("https://[^/]+/(?:secrets|keys|certificates)/([0-9A-Za-z-]{1,127})(?:/([0-9A-Fa-f]{32}))?/?");

	private Identifiers() {
	}

	/**
	 * Read the version of an object.
	 * @param identifier the identifier
	 * @return the version, or {@code null} if the identifier has none
	 */
	static @Nullable ObjectVersion findVersion(@Nullable String identifier) {
		Matcher matcher = PATH.matcher((identifier != null) ? identifier : "");
		return (matcher.matches() && matcher.group(2) != null) ? new ObjectVersion(matcher.group(2)) : null;
	}

	/**
	 * Read the name and perhaps the version of an object.
	 * @param vault the vault that gave the identifier
	 * @param kind the kind of object
	 * @param identifier the identifier
	 * @return the object, or {@code null} if the identifier is not one
	 */
	static @Nullable ObjectId find(Vault vault, ObjectKind kind, @Nullable String identifier) {
		Matcher matcher = PATH.matcher((identifier != null) ? identifier : "");
		return matcher.matches() ? new ObjectId(vault, kind, new ObjectName(matcher.group(1)), findVersion(identifier))
				: null;
	}

}
