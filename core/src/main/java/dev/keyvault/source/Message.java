package dev.keyvault.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.keyvault.Internal;

/**
 * Sentences for users that may name settings. The settings are spelled by the application
 * that shows the sentences. Immutable.
 *
 * @param texts the texts before, between and behind the settings
 * @param settings the settings, one fewer than texts
 */
@Internal
public record Message(List<String> texts, List<Setting> settings) {

	/**
	 * Nothing to say.
	 */
	public static final Message EMPTY = of("");

	private static final String PLACEHOLDER = "{}";

	public Message {
		texts = List.copyOf(texts);
		settings = List.copyOf(settings);
		if (texts.size() != settings.size() + 1) {
			throw new IllegalArgumentException("A message has one text more than settings");
		}
	}

	/**
	 * Make a message that names no setting.
	 * @param text the message as it is
	 * @return the message
	 */
	public static Message of(String text) {
		return new Message(List.of(text), List.of());
	}

	/**
	 * Make a message that names settings.
	 * @param template the message, with <code>{}</code> in the places of the settings
	 * @param settings the settings, in the order of their places
	 * @return the message
	 */
	public static Message of(String template, Setting... settings) {
		List<String> texts = new ArrayList<>();
		int start = 0;
		for (int end = template.indexOf(PLACEHOLDER); end != -1; end = template.indexOf(PLACEHOLDER, start)) {
			texts.add(template.substring(start, end));
			start = end + PLACEHOLDER.length();
		}
		texts.add(template.substring(start));
		return new Message(texts, List.of(settings));
	}

	/**
	 * Go on with another message.
	 * @param next what follows, after a space
	 * @return both
	 */
	public Message then(Message next) {
		if (isEmpty() || next.isEmpty()) {
			return isEmpty() ? next : this;
		}
		int last = this.texts.size() - 1;
		Stream<String> joint = Stream.of(this.texts.get(last) + " " + next.texts.get(0));
		return new Message(Stream.of(this.texts.stream().limit(last), joint, next.texts.stream().skip(1))
			.flatMap(Function.identity())
			.toList(), Stream.concat(this.settings.stream(), next.settings.stream()).toList());
	}

	private boolean isEmpty() {
		return this.equals(EMPTY);
	}

	/**
	 * Return the message with its settings spelled.
	 * @param spelling spells a setting, such as {@code keyvault.load.timeout}
	 * @return the sentences
	 */
	public String spelled(Function<Setting, String> spelling) {
		StringBuilder message = new StringBuilder(this.texts.get(0));
		for (int i = 0; i < this.settings.size(); i++) {
			message.append(spelling.apply(this.settings.get(i))).append(this.texts.get(i + 1));
		}
		return message.toString();
	}

	/**
	 * Return the message with the names that settings have by themselves.
	 */
	@Override
	public String toString() {
		return spelled(Setting::toString);
	}

}
