package dev.keyvault.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.snapshot.Snapshot;

/**
 * The object, its version, how that was chosen, and the part of it that an entry is made
 * of, as a Secret records them.
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
	 * @return the version, or {@code null} if this is another object, part or choice of
	 * version
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
