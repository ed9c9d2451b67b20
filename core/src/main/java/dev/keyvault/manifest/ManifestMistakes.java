package dev.keyvault.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a manifest, and what of it is ignored.
 */
final class ManifestMistakes {

	private final String origin;

	private final List<Found> mistakes = new ArrayList<>();

	private final List<Found> warnings = new ArrayList<>();

	ManifestMistakes(String origin) {
		this.origin = origin;
	}

	void add(int line, String message) {
		this.mistakes.add(new Found(line, message));
	}

	void warn(int line, String message) {
		this.warnings.add(new Found(line, message));
	}

	int count() {
		return this.mistakes.size();
	}

	/**
	 * Fail if something is wrong.
	 * @throws InvalidManifestException with all mistakes, in the order of their lines
	 */
	void throwIfAny() {
		if (!this.mistakes.isEmpty()) {
			throw new InvalidManifestException(sentences(this.mistakes));
		}
	}

	/**
	 * Return what is ignored.
	 * @return sentences with their places, in the order of their lines
	 */
	List<String> warnings() {
		return sentences(this.warnings);
	}

	private List<String> sentences(List<Found> found) {
		return found.stream()
			.sorted((one, other) -> Integer.compare(one.line, other.line))
			.map((each) -> "%s:%d: %s".formatted(this.origin, each.line, each.message))
			.distinct()
			.toList();
	}

	private record Found(int line, String message) {

	}

}
