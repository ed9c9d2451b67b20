package dev.keyvault.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.file.FileMode;
import dev.keyvault.file.FilePath;
import dev.keyvault.manifest.SecretProviderClass.DeclaredObject;
import dev.keyvault.manifest.SecretProviderClass.Encoding;
import dev.keyvault.manifest.SecretProviderClass.Format;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectVersion;

/**
 * Reads the parameter {@code objects}: YAML in a text, with an {@code array} of texts
 * that are YAML again.
 */
final class ObjectsReader {

	private static final Set<String> KNOWN = Set.of("objectName", "objectAlias", "objectType", "objectVersion",
			"objectVersionHistory", "objectFormat", "objectEncoding", "filePermission");

	private static final int MAX_HISTORY = 1000;

	private final Map<String, DeclaredObject> byFile = new HashMap<>();

	/**
	 * Read the objects. Mistakes are noted at their places.
	 * @param objects the parameter
	 * @return the objects without mistakes
	 */
	List<DeclaredObject> read(YamlNode objects) {
		YamlNode outer = objects.parseText();
		if (outer == null) {
			return List.of();
		}
		YamlNode array = outer.fields().get("array");
		if (array == null) {
			objects.mistake("The parameter 'objects' has no 'array:' with the objects to read.");
			return List.of();
		}
		if (array.elements().isEmpty()) {
			array.mistake("The 'array:' in the parameter 'objects' is empty: there is nothing to read.");
		}
		List<DeclaredObject> read = new ArrayList<>();
		for (YamlNode element : array.elements()) {
			DeclaredObject object = readElement(element);
			if (object != null && isAlone(element, object)) {
				read.add(object);
			}
		}
		return read;
	}

	private @Nullable DeclaredObject readElement(YamlNode element) {
		if (element.isMapping()) {
			element.mistake("An object is a text. Put '|' behind its dash: '- |'.");
			return null;
		}
		YamlNode entry = element.parseText();
		if (entry == null) {
			return null;
		}
		if (!entry.isMapping()) {
			element.mistake("An object needs fields, such as 'objectName: db-password'.");
			return null;
		}
		return new Entry(entry).read();
	}

	private boolean isAlone(YamlNode element, DeclaredObject object) {
		for (String file : object.files()) {
			DeclaredObject other = this.byFile.putIfAbsent(file, object);
			if (other == null) {
				other = this.byFile.values().stream().filter((each) -> isNested(each, file)).findFirst().orElse(null);
			}
			if (other != null) {
				element.mistake("The file '%s' is written by this object and by the one in line %d. Give one an alias."
					.formatted(file, other.line()));
				return false;
			}
		}
		return true;
	}

	private static boolean isNested(DeclaredObject other, String file) {
		return other.files().stream().anyMatch((each) -> each.startsWith(file + "/") || file.startsWith(each + "/"));
	}

	/**
	 * One element of the array.
	 */
	private static final class Entry {

		private final YamlNode place;

		private final Map<String, YamlNode> fields;

		private boolean wrong;

		Entry(YamlNode place) {
			this.place = place;
			this.fields = place.fields();
		}

		@Nullable DeclaredObject read() {
			this.fields.forEach((name, field) -> {
				if (!KNOWN.contains(name)) {
					field.warn("The field '%s' of an object is not known and is ignored.".formatted(name));
				}
			});
			ObjectName name = name();
			ObjectKind kind = kind();
			String file = file();
			ObjectVersion version = version();
			int history = history();
			Format format = format(kind);
			Encoding encoding = encoding(kind);
			FileMode mode = mode();
			return (this.wrong || name == null || kind == null || file == null) ? null
					: new DeclaredObject(this.place.line(), kind, name, file, version, history, format, encoding, mode);
		}

		private @Nullable ObjectName name() {
			String name = value("objectName");
			if (name == null) {
				return mistake("objectName", "An object has no 'objectName'.");
			}
			try {
				return new ObjectName(name);
			}
			catch (IllegalArgumentException ex) {
				return mistake("objectName",
						"The objectName '%s' is not made of 1 to 127 letters, digits and dashes.".formatted(name));
			}
		}

		private @Nullable ObjectKind kind() {
			String type = value("objectType");
			if (type == null) {
				return mistake("objectType", "An object has no 'objectType': secret, key or cert.");
			}
			return switch (type) {
				case "secret" -> ObjectKind.SECRET;
				case "key" -> ObjectKind.KEY;
				case "cert" -> ObjectKind.CERTIFICATE;
				default ->
					mistake("objectType", "The objectType '%s' is not one of secret, key and cert.".formatted(type));
			};
		}

		private @Nullable String file() {
			String field = (value("objectAlias") != null) ? "objectAlias" : "objectName";
			String file = value(field);
			if (file == null) {
				return null;
			}
			try {
				if (file.contains("..")) {
					throw new IllegalArgumentException("The file path '%s' must not contain '..'".formatted(file));
				}
				return new FilePath(file).text();
			}
			catch (IllegalArgumentException ex) {
				return field.equals("objectName") ? null : mistake(field, ex.getMessage() + ".");
			}
		}

		private @Nullable ObjectVersion version() {
			String version = value("objectVersion");
			if (version == null || version.equals("latest")) {
				return null;
			}
			try {
				return new ObjectVersion(version);
			}
			catch (IllegalArgumentException ex) {
				return mistake("objectVersion",
						"The objectVersion '%s' is neither 32 hexadecimal digits nor 'latest'.".formatted(version));
			}
		}

		private int history() {
			String history = value("objectVersionHistory");
			if (history == null) {
				return 1;
			}
			if (!history.matches("[+-]?\\d{1,9}")) {
				mistake("objectVersionHistory", "The objectVersionHistory '%s' is not a number.".formatted(history));
				return 1;
			}
			if (Integer.parseInt(history) > MAX_HISTORY) {
				mistake("objectVersionHistory",
						"The objectVersionHistory '%s' is more than %d.".formatted(history, MAX_HISTORY));
				return 1;
			}
			return Math.max(1, Integer.parseInt(history));
		}

		private Format format(@Nullable ObjectKind kind) {
			String text = value("objectFormat");
			if (text == null) {
				return Format.PEM;
			}
			Format format = find(Format.values(), text);
			if (format == null) {
				mistake("objectFormat", "The objectFormat '%s' is neither pem nor pfx.".formatted(text));
			}
			else if (format == Format.PFX && kind != null && kind != ObjectKind.SECRET) {
				mistake("objectFormat", "The objectFormat pfx needs 'objectType: secret'.");
			}
			return Objects.requireNonNullElse(format, Format.PEM);
		}

		private Encoding encoding(@Nullable ObjectKind kind) {
			String text = value("objectEncoding");
			if (text == null) {
				return Encoding.UTF_8;
			}
			Encoding encoding = find(Encoding.values(), text.replace('-', '_'));
			if (encoding == null) {
				mistake("objectEncoding",
						"The objectEncoding '%s' is not one of utf-8, hex and base64.".formatted(text));
			}
			else if (kind != null && kind != ObjectKind.SECRET) {
				mistake("objectEncoding", "An objectEncoding needs 'objectType: secret'.");
			}
			return Objects.requireNonNullElse(encoding, Encoding.UTF_8);
		}

		private static <E extends Enum<E>> @Nullable E find(E[] values, String text) {
			for (E value : values) {
				if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
					return value;
				}
			}
			return null;
		}

		private @Nullable FileMode mode() {
			String permission = value("filePermission");
			if (permission == null) {
				return null;
			}
			try {
				return FileMode.of(permission);
			}
			catch (IllegalArgumentException ex) {
				return mistake("filePermission",
						"The filePermission '%s' is not three octal digits, such as 0400.".formatted(permission));
			}
		}

		private @Nullable String value(String name) {
			YamlNode field = this.fields.get(name);
			String text = (field != null) ? field.text() : null;
			return (text == null || text.isEmpty()) ? null : text;
		}

		@SuppressWarnings("TypeParameterUnusedInFormals")
		private <T> @Nullable T mistake(String name, String message) {
			this.wrong = true;
			this.fields.getOrDefault(name, this.place).mistake(message);
			return null;
		}

	}

}
