package dev.keyvault.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Says which words of an API server, a webhook or a policy may be repeated: those that
 * have no six characters in a row in common with a value of the Secret they are about, be
 * it as text or as Base64, before or after the write.
 */
final class Disclosure {

	/**
	 * Nothing may be repeated, since the values are not known.
	 */
	static final Disclosure NOTHING = new Disclosure((words) -> false);

	private static final int RUN = 6;

	private static final int LONGEST = 300;

	private final Predicate<String> harmless;

	private Disclosure(Predicate<String> harmless) {
		this.harmless = harmless;
	}

	/**
	 * Let the values of Secrets never be repeated.
	 * @param secrets the Secret as it is to be, and as it is
	 * @return what may be repeated
	 */
	static Disclosure except(@Nullable Secret... secrets) {
		List<String> hidden = Stream.of(secrets)
			.filter(Objects::nonNull)
			.flatMap((secret) -> values(secret).stream())
			.map((value) -> value.toLowerCase(Locale.ROOT))
			.filter((value) -> !value.isBlank())
			.distinct()
			.toList();
		return new Disclosure((words) -> hidden.stream().noneMatch((value) -> quotes(words, value)));
	}

	private static List<String> values(Secret secret) {
		List<String> values = new ArrayList<>();
		Collection<String> data = Objects.requireNonNullElse(secret.getData(), Map.<String, String>of()).values();
		data.forEach((encoded) -> {
			values.add(encoded);
			values.add(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8).strip());
		});
		String applied = secret.getMetadata().getAnnotations().get("kubectl.kubernetes.io/last-applied-configuration");
		values.add(Objects.requireNonNullElse(applied, ""));
		return values;
	}

	private static boolean quotes(String words, String value) {
		return (value.length() <= RUN) ? words.contains(value) : IntStream.rangeClosed(0, words.length() - RUN)
			.anyMatch((start) -> value.contains(words.substring(start, start + RUN)));
	}

	/**
	 * Return words of others for a message.
	 * @param words the words
	 * @return the beginning of them in one line, without a full stop at the end; empty if
	 * there are none; {@code null} if they may not be repeated
	 */
	@Nullable String repeat(String words) {
		String line = words.replaceAll("[^\\p{Graph}]+", " ").strip();
		String shown = (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line;
		String text = shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
		return this.harmless.test(shown.toLowerCase(Locale.ROOT)) ? text : null;
	}

}
