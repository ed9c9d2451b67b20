package dev.keyvault.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys by which Spring Boot and Spring Cloud decide what an application runs, what it
 * logs and what of it is open to others. Whoever may only write secrets must not set
 * them, so they are imported if somebody has written them down, not if they turn up in a
 * list.
 */
final class RuntimeKeys {

	private static final Pattern SEPARATORS = Pattern.compile("[.\\[\\]]+");

	private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");

	private static final Set<String> SWITCHES = Set.of("debug", "trace");

	private static final List<List<String>> PREFIXES = Stream
		.of("keyvault", "logging", "management", "server", "spring.application.admin", "spring.autoconfigure",
				"spring.cloud.bootstrap", "spring.cloud.function", "spring.cloud.gateway", "spring.config",
				"spring.devtools", "spring.docker", "spring.h2.console", "spring.jmx", "spring.main", "spring.profiles")
		.map(RuntimeKeys::elements)
		.toList();

	/**
	 * What a server shows to prove who it is, and the passwords of it.
	 */
	private static final List<String> OF_NO_CONCERN = elements("server.ssl");

	private RuntimeKeys() {
	}

	/**
	 * Return whether a key is one of them, in whichever spelling Spring Boot accepts.
	 * @param key the key
	 * @return whether the key decides how an application runs
	 */
	static boolean contain(NamedKey key) {
		List<String> elements = elements(key.value());
		return (elements.size() == 1 && SWITCHES.contains(elements.get(0)))
				|| (PREFIXES.stream().anyMatch((prefix) -> startsWith(elements, prefix))
						&& !startsWith(elements, OF_NO_CONCERN));
	}

	private static List<String> elements(String key) {
		return Stream.of(SEPARATORS.split(key))
			.map((element) -> PUNCTUATION.matcher(element.toLowerCase(Locale.ROOT)).replaceAll(""))
			.filter((element) -> !element.isEmpty())
			.toList();
	}

	private static boolean startsWith(List<String> elements, List<String> prefix) {
		return elements.size() >= prefix.size() && elements.subList(0, prefix.size()).equals(prefix);
	}

}
