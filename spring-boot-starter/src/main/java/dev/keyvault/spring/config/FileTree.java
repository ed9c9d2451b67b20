package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.ProblemCollector;
import dev.keyvault.spring.config.binding.UniformName;

/**
 * Tells the paths of files from the properties of one file, since binding splits both at
 * dots.
 */
final class FileTree {

	private static final String KEY = "key";

	private static final String MODE = "mode";

	private static final String DIRECTORY_MODE = "directorymode";

	private static final Set<String> PROPERTIES = Set.of(KEY, MODE, DIRECTORY_MODE);

	private final ProblemCollector problems;

	private final List<Node> files = new ArrayList<>();

	private FileTree(ProblemCollector problems) {
		this.problems = problems;
	}

	/**
	 * Read what is declared.
	 * @param data the files, as binding gives them
	 * @param problems gets what can be read in two ways
	 * @return the files
	 */
	static List<Node> read(Map<String, Object> data, ProblemCollector problems) {
		FileTree tree = new FileTree(problems);
		tree.add("", data);
		return tree.files;
	}

	private void add(String prefix, Map<?, ?> values) {
		values.forEach((name, value) -> this.problems.collect(() -> add(prefix + name, value)));
	}

	private void add(String path, @Nullable Object value) {
		if (!(value instanceof Map<?, ?> members)) {
			this.files.add(new Node(path, String.valueOf(value), null, null));
			return;
		}
		Map<String, @Nullable Object> properties = new TreeMap<>();
		members.forEach((name, member) -> {
			if (!(member instanceof Map) && PROPERTIES.contains(UniformName.of(name.toString()))) {
				properties.put(UniformName.of(name.toString()), member);
			}
		});
		if (properties.isEmpty()) {
			add(path + ".", members);
		}
		else {
			this.files.add(file(path, members, properties));
		}
	}

	private static Node file(String path, Map<?, ?> members, Map<String, @Nullable Object> properties) {
		if (properties.size() == 1 || members.size() > properties.size()) {
			throw ambiguous(path, members);
		}
		Object key = properties.get(KEY);
		if (key == null) {
			throw new InvalidPropertyException(FilesProperties.property(path),
					"File '%s' has modes and no key.".formatted(path),
					"Set '%s.key' to the name of a key.".formatted(FilesProperties.property(path)));
		}
		return new Node(path, key.toString(), properties.get(MODE), properties.get(DIRECTORY_MODE));
	}

	private static InvalidPropertyException ambiguous(String path, Map<?, ?> members) {
		String name = members.keySet()
			.stream()
			.map(Object::toString)
			.filter((member) -> PROPERTIES.contains(UniformName.of(member)))
			.sorted()
			.findFirst()
			.orElseThrow();
		return new InvalidPropertyException("%s.%s.%s".formatted(FilesProperties.DATA, path, name),
				"'%1$s.%2$s' can be a file of that name, or the property '%2$s' of a file '%1$s'.".formatted(path,
						name),
				"Write \"[%1$s.%2$s]\", with the quotes, for a file of that name. A file '%1$s' without modes is \"[%1$s]\": some.key."
					.formatted(path, name));
	}

	/**
	 * A file as it is declared.
	 *
	 * @param path where it is
	 * @param key the key, maybe with {@code optional:} before it
	 * @param mode its permissions, or {@code null}
	 * @param directoryMode the permissions of the directories that it is in, or
	 * {@code null}
	 */
	record Node(String path, String key, @Nullable Object mode, @Nullable Object directoryMode) {

	}

}
