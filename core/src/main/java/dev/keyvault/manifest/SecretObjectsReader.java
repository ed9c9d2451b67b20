package dev.keyvault.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.manifest.SecretProviderClass.DeclaredObject;
import dev.keyvault.manifest.SecretProviderClass.DeclaredSecret;
import dev.keyvault.object.ObjectKind;

/**
 * Reads {@code secretObjects}: the Kubernetes Secrets that are made of files.
 */
final class SecretObjectsReader {

	static final String TLS = "kubernetes.io/tls";

	private static final Set<String> KNOWN = Set.of("secretName", "type", "labels", "annotations", "data");

	private static final Set<String> TLS_KEYS = Set.of("tls.crt", "tls.key", "ca.crt");

	private final @Nullable Map<String, DeclaredObject> files;

	private final Map<String, Integer> lines = new HashMap<>();

	/**
	 * Create a reader.
	 * @param objects the objects, or {@code null} if not all of them are known
	 */
	SecretObjectsReader(@Nullable List<DeclaredObject> objects) {
		this.files = (objects != null) ? byFile(objects) : null;
	}

	private static Map<String, DeclaredObject> byFile(List<DeclaredObject> objects) {
		Map<String, DeclaredObject> files = new HashMap<>();
		objects.forEach((object) -> object.files().forEach((file) -> files.put(file, object)));
		return files;
	}

	/**
	 * Read the Secrets. Mistakes are noted at their places.
	 * @param secrets the field, or {@code null} if there is none
	 * @return the Secrets
	 */
	List<DeclaredSecret> read(@Nullable YamlNode secrets) {
		if (secrets == null) {
			return List.of();
		}
		if (!secrets.isSequence() && secrets.text() != null) {
			secrets.mistake("The field 'secretObjects' must be a list.");
		}
		List<DeclaredSecret> read = new ArrayList<>();
		for (YamlNode secret : secrets.elements()) {
			DeclaredSecret declared = readSecret(secret);
			if (declared != null) {
				read.add(declared);
			}
		}
		return read;
	}

	private @Nullable DeclaredSecret readSecret(YamlNode secret) {
		Map<String, YamlNode> fields = secret.fields();
		fields.forEach((name, field) -> {
			if (!KNOWN.contains(name)) {
				field.warn("The field '%s' of 'secretObjects' is not known and is ignored.".formatted(name));
			}
		});
		String name = text(fields.get("secretName"));
		if (name == null) {
			secret.mistake("An entry of 'secretObjects' has no 'secretName'.");
			return null;
		}
		Integer other = this.lines.putIfAbsent(name, secret.line());
		if (other != null) {
			secret.mistake("The Secret '%s' is declared here and in line %d.".formatted(name, other));
		}
		String type = Objects.requireNonNullElse(text(fields.get("type")), "Opaque");
		return new DeclaredSecret(secret.line(), name, type, texts(fields.get("labels"), "label"),
				texts(fields.get("annotations"), "annotation"), data(name, type, fields.getOrDefault("data", secret)));
	}

	private Map<String, String> data(String secret, String type, YamlNode data) {
		Map<String, String> entries = new LinkedHashMap<>();
		if (data.elements().isEmpty()) {
			data.mistake("The Secret '%s' has no 'data'.".formatted(secret));
		}
		for (YamlNode entry : data.elements()) {
			String key = text(entry.fields().get("key"));
			String file = text(entry.fields().get("objectName"));
			if (key == null || file == null) {
				entry.mistake("An entry of Secret '%s' needs 'objectName' and 'key'.".formatted(secret));
			}
			else if (entries.put(key, file) != null) {
				entry.mistake("The Secret '%s' has the key '%s' twice.".formatted(secret, key));
			}
			else {
				check(entry, type, key, file);
			}
		}
		return entries;
	}

	private void check(YamlNode entry, String type, String key, String file) {
		if (type.equals(TLS) && !TLS_KEYS.contains(key)) {
			entry.mistake("The key '%s' is not one of tls.crt, tls.key and ca.crt, which type kubernetes.io/tls has."
				.formatted(key));
		}
		DeclaredObject object = (this.files != null) ? this.files.get(file) : null;
		if (object != null && type.equals(TLS) && lacks(object, key)) {
			entry.mistake("The key '%s' needs an object with 'objectType: secret', and '%s' is a %s.".formatted(key,
					file, object.kind().word()));
		}
		if (this.files != null && object == null) {
			entry.mistake("The objectName '%s' names no file of 'objects'.%s".formatted(file, hint(this.files, file)));
		}
	}

	private static boolean lacks(DeclaredObject object, String key) {
		return object.kind() == ObjectKind.KEY || (object.kind() == ObjectKind.CERTIFICATE && key.equals("tls.key"));
	}

	private static String hint(Map<String, DeclaredObject> files, String name) {
		return files.values()
			.stream()
			.filter((object) -> object.name().value().equals(name))
			.findFirst()
			.map((object) -> " The object of that name has the file '%s'.".formatted(object.files().get(0)))
			.orElse("");
	}

	private static Map<String, String> texts(@Nullable YamlNode node, String what) {
		Map<String, String> texts = new LinkedHashMap<>();
		if (node != null) {
			node.fields().forEach((name, value) -> {
				String text = value.text();
				if (text == null) {
					value.mistake("The %s '%s' must be a text.".formatted(what, name));
				}
				else {
					texts.put(name, text);
				}
			});
		}
		return texts;
	}

	private static @Nullable String text(@Nullable YamlNode node) {
		String text = (node != null) ? node.text() : null;
		return (text == null || text.isEmpty()) ? null : text;
	}

}
