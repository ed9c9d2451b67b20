package dev.keyvault.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.keyvault.mapping.DeclarationSource.Mistake;

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
			throw new InvalidManifestException(sorted(this.mistakes).map(this::mistake).distinct().toList());
		}
	}

	/**
	 * Return what is ignored.
	 * @return sentences with their places, in the order of their lines
	 */
	List<String> warnings() {
		return sentences(this.warnings);
	}

	private Mistake mistake(Found found) {
		return new Mistake(place(found), found.message, "Correct line %d of the manifest.".formatted(found.line));
	}

	private List<String> sentences(List<Found> found) {
		return sorted(found).map((each) -> "%s: %s".formatted(place(each), each.message)).distinct().toList();
	}

	private static Stream<Found> sorted(List<Found> found) {
		return found.stream().sorted((one, other) -> Integer.compare(one.line, other.line));
	}

	private String place(Found found) {
		return "%s:%d".formatted(this.origin, found.line);
	}

	private record Found(int line, String message) {

	}

}
