package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.keyvault.source.Problem;

/**
 * Tells problems to users: those with one cause together, each with the keys it concerns.
 */
final class ProblemReport {

	private static final int SHOWN = 5;

	private final List<Cause> causes;

	ProblemReport(List<Problem> problems) {
		Map<List<String>, Set<String>> subjects = new LinkedHashMap<>();
		problems
			.forEach((problem) -> subjects
				.computeIfAbsent(List.of(problem.explanation(), problem.action().spelled(KeyVaultProperties::nameOf)),
						(key) -> new LinkedHashSet<>())
				.add(problem.subject().text()));
		this.causes = subjects.entrySet()
			.stream()
			.map((entry) -> new Cause(entry.getKey().get(0), entry.getKey().get(1), List.copyOf(entry.getValue())))
			.toList();
	}

	String description() {
		String title = (this.causes.size() == 1) ? "Keys could not be imported from Azure Key Vault:"
				: "Keys could not be imported from Azure Key Vault, for %d reasons:".formatted(this.causes.size());
		return title + "\n\n" + numbered(this.causes.stream().map(Cause::description).toList(), "\n\n");
	}

	String action() {
		return numbered(this.causes.stream().map(Cause::action).toList(), "\n");
	}

	String text() {
		return description() + "\n\nAction:\n\n" + action();
	}

	private static String numbered(List<String> texts, String separator) {
		if (texts.size() == 1) {
			return texts.get(0);
		}
		List<String> numbered = new ArrayList<>();
		for (String text : texts) {
			numbered.add("%d. %s".formatted(numbered.size() + 1, text));
		}
		return String.join(separator, numbered);
	}

	/**
	 * A reason, what to do about it, and the keys or settings it concerns.
	 *
	 * @param reason what failed
	 * @param action what to do
	 * @param subjects the keys or settings
	 */
	private record Cause(String reason, String action, List<String> subjects) {

		String description() {
			String shown = this.subjects.stream()
				.limit(SHOWN)
				.map((subject) -> "\n    " + subject)
				.collect(Collectors.joining());
			int hidden = this.subjects.size() - SHOWN;
			return this.reason + shown + ((hidden > 0) ? "\n    and %d more".formatted(hidden) : "");
		}

	}

}
