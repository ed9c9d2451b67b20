package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Marks imported values for as long as one text is resolved, so that one can tell
 * afterwards which characters of the result are from a vault. Nobody can write a value
 * that looks like a mark: marks have a number in them that was drawn for them. Not
 * thread-safe; each thread has its own.
 */
final class Marks {

	private static final ThreadLocal<Marks> CURRENT = new ThreadLocal<>();

	private static final String NUMBER = "\uE000" + UUID.randomUUID();

	private static final String END = NUMBER + "\uE001";

	private static final Pattern MARK = Pattern.compile(NUMBER + "(?:\uE001|(\\d+)\uE002)");

	private final ConfigurableEnvironment environment;

	private final List<Source> sources = new ArrayList<>();

	Marks(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	static @Nullable Marks current() {
		return CURRENT.get();
	}

	/**
	 * Mark all imported values that are read meanwhile.
	 * @param reading reads them
	 * @return what the reading gave
	 */
	@Nullable String during(Supplier<@Nullable String> reading) {
		CURRENT.set(this);
		try {
			return reading.get();
		}
		finally {
			CURRENT.remove();
		}
	}

	@Nullable Object mark(String key, @Nullable Object value, @Nullable Origin origin) {
		if (value == null) {
			return areIn(key) ? find(MARK.matcher(key).replaceAll("")) : null;
		}
		this.sources.add(new Source(key, String.valueOf(origin)));
		return NUMBER + (this.sources.size() - 1) + "\uE002" + value + END;
	}

	// A value may be part of the name of another property: ${app.${app.stage}.url}
	private @Nullable Object find(String key) {
		return this.environment.getPropertySources()
			.stream()
			.map((source) -> source.getProperty(key))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Refuse that a value that was marked is evaluated.
	 */
	void refuse() {
		if (!this.sources.isEmpty()) {
			throw new ValueInExpressionException(this.sources.get(0));
		}
	}

	static boolean areIn(String text) {
		return text.contains(NUMBER);
	}

	/**
	 * Take a text with marks apart.
	 * @param text the text
	 * @return its parts, in their order
	 */
	List<Part> parts(String text) {
		List<Part> parts = new ArrayList<>();
		Matcher mark = MARK.matcher(text);
		int position = 0;
		int depth = 0;
		Source source = null;
		while (mark.find()) {
			add(parts, text.substring(position, mark.start()), source);
			position = mark.end();
			depth += (mark.group(1) != null) ? 1 : -1;
			if (depth == 0) {
				source = null;
			}
			else if (source == null) {
				source = this.sources.get(Integer.parseInt(mark.group(1)));
			}
		}
		add(parts, text.substring(position), source);
		return parts;
	}

	private static void add(List<Part> parts, String text, @Nullable Source source) {
		Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
		if (last != null && last.source() == null && source == null) {
			parts.set(parts.size() - 1, new Part(last.text() + text, null));
		}
		else if (!text.isEmpty()) {
			parts.add(new Part(text, source));
		}
	}

	/**
	 * A part of a text.
	 *
	 * @param text the part
	 * @param source where it is from, or {@code null} if not from a vault
	 */
	record Part(String text, @Nullable Source source) {

		static String join(List<Part> parts) {
			return parts.stream().map(Part::text).collect(Collectors.joining());
		}

		/**
		 * Return the part without what it says.
		 * @return where it is from
		 */
		@Override
		public String toString() {
			return String.valueOf(this.source);
		}

	}

	/**
	 * An imported value without the value.
	 *
	 * @param key the key
	 * @param origin where it is from
	 */
	record Source(String key, String origin) {

	}

}
