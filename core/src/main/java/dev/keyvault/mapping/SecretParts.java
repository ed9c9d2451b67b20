package dev.keyvault.mapping;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.FormPart.CertificateForm;
import dev.keyvault.mapping.TlsPart.TlsEntry;

/**
 * Parses the parts of secrets.
 */
final class SecretParts {

	private static final Pattern ENCODED = Pattern.compile("(?<keyword>[a-z.]+)(?::(?<encoding>base64|hex))?");

	private SecretParts() {
	}

	static Part parse(String text) {
		if (text.startsWith("/")) {
			return JsonPart.parse(text);
		}
		Matcher matcher = ENCODED.matcher(text);
		Part encoded = matcher.matches() ? find(matcher.group("keyword"), encoding(matcher.group("encoding"))) : null;
		return (encoded != null) ? encoded : SecretPart.parse(text);
	}

	private static SecretPart encoding(@Nullable String encoding) {
		return (encoding != null) ? SecretPart.valueOf(encoding.toUpperCase(Locale.ROOT)) : SecretPart.VALUE;
	}

	private static @Nullable Part find(String keyword, SecretPart encoding) {
		return Stream
			.concat(Stream.of(CertificateForm.values())
				.filter((form) -> form.keyword().equals(keyword))
				.map((form) -> new FormPart(form, encoding)),
					Stream.of(TlsEntry.values())
						.filter((entry) -> entry.keyword().equals(keyword))
						.map((entry) -> new TlsPart(entry, encoding)))
			.map(Part.class::cast)
			.findFirst()
			.orElse(null);
	}

}
