package dev.keyvault.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.snapshot.Snapshot;

/**
 * What the entries of a Secret are made of, as one annotation records it: a JSON object
 * with a list of objects and versions for each entry. Never anything of the values.
 *
 * @param entries the origins by the name of the entry
 */
record Origins(Map<String, List<String>> entries) {

	private static final JsonMapper JSON = new JsonMapper();

	static Origins of(List<SecretEntry> entries) {
		Map<String, List<String>> origins = new LinkedHashMap<>();
		entries.forEach((entry) -> origins.put(entry.name(), entry.origins().stream().map(EntryOrigin::text).toList()));
		return new Origins(origins);
	}

	/**
	 * Read the annotation, which anybody may have written.
	 * @param annotation its text, or {@code null} if it is not there
	 * @return what it records; nothing if it cannot be read
	 */
	static Origins parse(@Nullable String annotation) {
		Map<String, List<String>> origins = new LinkedHashMap<>();
		read((annotation != null) ? annotation : "").properties().forEach((entry) -> {
			List<String> texts = entry.getValue().valueStream().map(JsonNode::asText).toList();
			if (!texts.isEmpty()) {
				origins.put(entry.getKey(), texts);
			}
		});
		return new Origins(origins);
	}

	private static JsonNode read(String annotation) {
		try {
			return JSON.readTree(annotation);
		}
		catch (JacksonException ex) {
			return JSON.missingNode();
		}
	}

	String json() {
		return JSON.valueToTree(this.entries).toString();
	}

	/**
	 * The object, its version, how that was chosen, and the part of it that an entry is
	 * made of, as a Secret records them.
	 *
	 * @param text such as
	 * {@code https://payments-kv.vault.azure.net/secrets/db/0123456789abcdef0123456789abcdef#/user}
	 */
	public record EntryOrigin(String text) {

		static EntryOrigin of(Snapshot.Entry entry) {
			return of(entry, entry.mapping().reference().part().text());
		}

		static EntryOrigin of(Snapshot.Entry entry, String part) {
			return new EntryOrigin(entry.origin() + entry.mapping().reference().version().text() + part);
		}

		/**
		 * Find the version, if this is made of what a key is mapped to.
		 * @param mapping the mapping
		 * @param part the part that this is made of
		 * @return the version, or {@code null} if this is another object, part or choice
		 * of version
		 */
		@Nullable ObjectVersion findVersion(KeyMapping mapping, String part) {
			String rest = mapping.reference().version().text() + part;
			Pattern expected = Pattern
				.compile("%s/([0-9a-f]{32})%s".formatted(quote(mapping.object().toString()), quote(rest)));
			Matcher matcher = expected.matcher(this.text);
			return matcher.matches() ? new ObjectVersion(matcher.group(1)) : null;
		}

		/**
		 * Return whether the same object always gives the same bytes.
		 * @return {@code false} for PKCS#12, which is encrypted anew each time
		 */
		boolean isRepeatable() {
			return !this.text.endsWith("#pkcs12");
		}

		private static String quote(String text) {
			return Pattern.quote(text);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
