package dev.keyvault.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * The path of a file below the directory it is written to. It never leads out of that
 * directory, and never to what the directory needs for itself.
 *
 * @param text the path, its elements separated by {@code /}
 */
@Internal
public record FilePath(String text) implements Comparable<FilePath> {

	private static final int MAX_LENGTH = 4096;

	private static final int MAX_ELEMENT = 255;

	public FilePath {
		String rule = findBrokenRule(text);
		if (rule != null) {
			throw new IllegalArgumentException("The file path '%s' %s".formatted(shown(text), rule));
		}
	}

	private static @Nullable String findBrokenRule(String text) {
		if (text.isEmpty()) {
			return "must not be empty";
		}
		if (text.startsWith("/")) {
			return "must be relative";
		}
		if (text.chars().anyMatch(Character::isISOControl)) {
			return "must not contain control characters";
		}
		if (text.getBytes(StandardCharsets.UTF_8).length > MAX_LENGTH) {
			return "must not be longer than 4096 bytes";
		}
		for (String element : text.split("/", -1)) {
			if (element.isEmpty() || element.equals(".")) {
				return "must not have empty elements or '.'";
			}
			if (element.startsWith("..")) {
				return "must not have elements that start with '..'";
			}
			if (element.getBytes(StandardCharsets.UTF_8).length > MAX_ELEMENT) {
				return "must not have elements of more than 255 bytes";
			}
		}
		return null;
	}

	private static String shown(String text) {
		String printable = text.codePoints()
			.limit(100)
			.map((character) -> Character.isISOControl(character) ? '?' : character)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		return (printable.length() < text.length()) ? printable + "…" : printable;
	}

	/**
	 * Check that files can be there together.
	 * @param paths the paths of the files
	 * @throws IllegalArgumentException if two are the same, or one is a directory of
	 * another
	 */
	static void requireTree(Collection<FilePath> paths) {
		Set<FilePath> all = new HashSet<>();
		for (FilePath path : paths) {
			if (!all.add(path)) {
				throw new IllegalArgumentException("The file path '%s' is there twice".formatted(path));
			}
		}
		for (FilePath path : paths) {
			for (FilePath parent : path.parents()) {
				if (all.contains(parent)) {
					throw new IllegalArgumentException(
							"The file path '%s' is needed as a directory by '%s'".formatted(parent, path));
				}
			}
		}
	}

	/**
	 * Return the directories that the file is in.
	 * @return the directories, the outermost first; empty if the file is in none
	 */
	public List<FilePath> parents() {
		List<FilePath> parents = new ArrayList<>();
		for (int slash = this.text.indexOf('/'); slash >= 0; slash = this.text.indexOf('/', slash + 1)) {
			parents.add(new FilePath(this.text.substring(0, slash)));
		}
		return parents;
	}

	/**
	 * Return the elements of the path, the name of the file last.
	 * @return at least one element
	 */
	List<String> elements() {
		return List.of(this.text.split("/"));
	}

	/**
	 * Return the element that has a link at the top of the directory.
	 * @return the first element
	 */
	String top() {
		return elements().get(0);
	}

	@Override
	public int compareTo(FilePath other) {
		return this.text.compareTo(other.text);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
