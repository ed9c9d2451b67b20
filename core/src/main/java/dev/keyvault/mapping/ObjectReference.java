package dev.keyvault.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.VersionSelector.History;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectVersion;

/**
 * Names an object of a vault, one of its versions and a part of it:
 * {@code [optional:][secret/|key/|certificate/]name[@version][#part]}.
 *
 * @param optional whether the key may be absent because the object is missing, disabled
 * or deleted
 * @param kind the kind of object; a secret where none is written
 * @param name the name of the object
 * @param version the version
 * @param part the part
 */
public record ObjectReference(boolean optional, ObjectKind kind, ObjectName name, VersionSelector version, Part part) {

	private static final String OPTIONAL = "optional:";

	private static final Pattern SHAPE = Pattern
		.compile("(?:(?<kind>[^/@#]*)/)?(?<name>[^@#]*)(?:@(?<version>[^#]*))?(?:#(?<part>.*))?", Pattern.DOTALL);

	private static final Pattern HISTORY = Pattern
		.compile("(?<start>newest|[0-9a-fA-F]{32}):(?<size>\\d{1,4})(?:\\[(?<index>\\d{1,4})])?");

	/**
	 * Parse a reference.
	 * @param text the reference as users write it
	 * @return the reference
	 * @throws InvalidReferenceException if the text breaks a rule, which the message
	 * tells
	 */
	public static ObjectReference parse(String text) {
		boolean optional = text.startsWith(OPTIONAL);
		String rest = optional ? text.substring(OPTIONAL.length()) : text;
		Matcher matcher = SHAPE.matcher(rest);
		if (!matcher.matches() || rest.isBlank()) {
			throw new InvalidReferenceException(text, "it is empty");
		}
		try {
			ObjectKind kind = kind(matcher.group("kind"));
			return new ObjectReference(optional, kind, name(matcher.group("name")), version(matcher.group("version")),
					part(kind, matcher.group("part")));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidReferenceException(text, String.valueOf(ex.getMessage()));
		}
	}

	private static ObjectKind kind(@Nullable String word) {
		if (word == null) {
			return ObjectKind.SECRET;
		}
		return Stream.of(ObjectKind.values())
			.filter((kind) -> kind.word().equals(word))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"its type '%s' is not one of 'secret', 'key' and 'certificate'".formatted(word)));
	}

	private static ObjectName name(String name) {
		try {
			return new ObjectName(name);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"its name '%s' is not made of 1 to 127 letters, digits and dashes".formatted(name), ex);
		}
	}

	private static VersionSelector version(@Nullable String version) {
		if (version == null) {
			return new VersionSelector.Latest();
		}
		if ("previous".equals(version)) {
			return new VersionSelector.Previous();
		}
		try {
			Matcher history = HISTORY.matcher(version);
			return history.matches() ? history(history) : new VersionSelector.Pinned(new ObjectVersion(version));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"its version '%s' is neither 32 hexadecimal digits nor 'previous'".formatted(version), ex);
		}
	}

	private static VersionSelector history(Matcher matcher) {
		String start = matcher.group("start");
		History history = new History(start.equals("newest") ? null : new ObjectVersion(start),
				Integer.parseInt(matcher.group("size")));
		String index = matcher.group("index");
		return (index != null) ? new VersionSelector.HistoryElement(history, Integer.parseInt(index)) : history;
	}

	private static Part part(ObjectKind kind, @Nullable String part) {
		if (part != null && part.isEmpty()) {
			throw new IllegalArgumentException("nothing follows its '#'");
		}
		return Part.parse(kind, (part != null) ? part : "");
	}

	/**
	 * Return the reference in full, as it could be written.
	 * @return such as {@code optional:secret/api-key@previous}
	 */
	@Override
	public String toString() {
		return (this.optional ? OPTIONAL : "") + this.kind.word() + "/" + this.name + this.version.text()
				+ this.part.text();
	}

}
