package dev.keyvault.spring.config.redaction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Walks through an exception, its causes and all that is suppressed.
 */
final class ThrownChain {

	private ThrownChain() {
	}

	/**
	 * Return an exception and everything below it, each once.
	 * @param thrown the exception
	 * @return the exception first, its causes before what is suppressed
	 */
	static Stream<Throwable> of(Throwable thrown) {
		Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
		List<Throwable> ordered = new ArrayList<>();
		collect(thrown, found, ordered);
		return ordered.stream();
	}

	private static void collect(Throwable thrown, Set<Throwable> found, List<Throwable> ordered) {
		List<Throwable> causes = causes(thrown).stream().filter(found::add).toList();
		ordered.addAll(causes);
		causes.stream()
			.flatMap((cause) -> Stream.of(cause.getSuppressed()))
			.filter((suppressed) -> !found.contains(suppressed))
			.forEach((suppressed) -> collect(suppressed, found, ordered));
	}

	/**
	 * Return an exception and its causes.
	 * @param thrown the exception
	 * @return the exception first, what it is due to last
	 */
	static List<Throwable> causes(Throwable thrown) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
			causes.add(cause);
		}
		return causes;
	}

	static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
		return of(thrown).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
	}

	static Stream<String> messages(Throwable thrown) {
		return of(thrown).map(Throwable::getMessage).filter(Objects::nonNull);
	}

}
