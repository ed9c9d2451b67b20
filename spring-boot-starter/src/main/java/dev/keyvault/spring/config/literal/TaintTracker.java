package dev.keyvault.spring.config.literal;

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

import dev.keyvault.Internal;

/**
 * TaintTracker imported values for as long as one text is resolved, so that one can tell
 * afterwards which characters of the result are from a vault. Nobody can write a value
 * that looks like a mark: marks have a number in them that was drawn for them. Not
 * thread-safe; each thread has its own.
 */
@Internal
public final class TaintTracker {

	private static final ThreadLocal<TaintTracker> CURRENT = new ThreadLocal<>();

	private static final String NUMBER = "\uE000" + UUID.randomUUID();

	private static final String END = NUMBER + "\uE001";

	private static final Pattern MARK = Pattern.compile(NUMBER + "(?:\uE001|(\\d+)\uE002)");

	private final ConfigurableEnvironment environment;

	private final List<Source> sources = new ArrayList<>();

	TaintTracker(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Return the tracker of this thread.
	 * @return the tracker, or {@code null} if no text is being resolved
	 */
	public static @Nullable TaintTracker current() {
		return CURRENT.get();
	}

	/**
	 * Mark every imported value that is read by an action.
	 * @param reading the action
	 * @return the result of the action
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

	/**
	 * Mark a value.
	 * @param key the key of the value
	 * @param value the value, or {@code null} if the key has none
	 * @param origin where the value is from
	 * @return the value between two marks, or {@code null} if there is none
	 */
	public @Nullable Object mark(String key, @Nullable Object value, @Nullable Origin origin) {
		if (value == null) {
			return isTainted(key) ? find(MARK.matcher(key).replaceAll("")) : null;
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
	 * Fail if a value was marked, since it would be evaluated.
	 * @throws ValueInExpressionException if a value was marked
	 */
	void refuse() {
		if (!this.sources.isEmpty()) {
			throw new ValueInExpressionException(this.sources.get(0));
		}
	}

	static boolean isTainted(String text) {
		return text.contains(NUMBER);
	}

	/**
	 * Split a text with marks into segments.
	 * @param text the text
	 * @return its segments, in their order
	 */
	List<Segment> segments(String text) {
		List<Segment> segments = new ArrayList<>();
		Matcher mark = MARK.matcher(text);
		int position = 0;
		int depth = 0;
		Source source = null;
		while (mark.find()) {
			add(segments, text.substring(position, mark.start()), source);
			position = mark.end();
			depth += (mark.group(1) != null) ? 1 : -1;
			if (depth == 0) {
				source = null;
			}
			else if (source == null) {
				source = this.sources.get(Integer.parseInt(mark.group(1)));
			}
		}
		add(segments, text.substring(position), source);
		return segments;
	}

	private static void add(List<Segment> segments, String text, @Nullable Source source) {
		Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
		if (last != null && last.source() == null && source == null) {
			segments.set(segments.size() - 1, new Segment(last.text() + text, null));
		}
		else if (!text.isEmpty()) {
			segments.add(new Segment(text, source));
		}
	}

	/**
	 * A segment of a text, which is from one value or from none.
	 *
	 * @param text the text of the segment
	 * @param source where it is from, or {@code null} if not from a vault
	 */
	record Segment(String text, @Nullable Source source) {

		static String join(List<Segment> segments) {
			return segments.stream().map(Segment::text).collect(Collectors.joining());
		}

		/**
		 * Return the segment without its text.
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
