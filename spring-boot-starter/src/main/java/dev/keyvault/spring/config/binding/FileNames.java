package dev.keyvault.spring.config.binding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Checks that binding does not alter the paths of files, and that no environment variable
 * creates a second file in place of the one it means.
 */
final class FileNames {

	private static final ConfigurationPropertyName DATA = ConfigurationPropertyName.of("keyvault.files.data");

	private static final Pattern START = Pattern.compile("(?i)^keyvault\\.files\\.data");

	private static final Pattern PROPERTY = Pattern.compile("(?i)[.](key|mode|directory[-_]?mode)$");

	private final Map<String, String> altered = new HashMap<>();

	private final Map<String, String> variables = new HashMap<>();

	void note(ConfigurationPropertyName name, PropertySourceOrigin origin) {
		if (!DATA.isAncestorOf(name)) {
			return;
		}
		if (origin.getPropertySource() instanceof SystemEnvironmentPropertySource) {
			this.variables.put(path(name), origin.getPropertyName());
			return;
		}
		String written = START.matcher(origin.getPropertyName()).replaceFirst("");
		if (!isKept(name, written)) {
			this.altered.put(path(name), PROPERTY.matcher(written.substring(1)).replaceFirst(""));
		}
	}

	private static boolean isKept(ConfigurationPropertyName name, String written) {
		return written.matches(elements(name)
			.map((element) -> "(?:%s|%s)".formatted(Pattern.quote("." + element), Pattern.quote("[" + element + "]")))
			.collect(Collectors.joining()));
	}

	private static Stream<String> elements(ConfigurationPropertyName name) {
		return IntStream.range(DATA.getNumberOfElements(), name.getNumberOfElements())
			.mapToObj((i) -> name.getElement(i, Form.ORIGINAL));
	}

	private static String path(ConfigurationPropertyName name) {
		return PROPERTY.matcher(elements(name).collect(Collectors.joining("."))).replaceFirst("");
	}

	void check(String path, Set<String> paths) {
		String written = this.altered.get(path);
		if (written != null) {
			throw new InvalidPropertyException("%s[%s]".formatted(DATA, written),
					"The file '%s' would become '%s': outside brackets Spring Boot drops characters from the keys of a map."
						.formatted(written, path),
					"Write \"[%s]\", with the quotes, under '%s'.".formatted(written, DATA));
		}
		String variable = this.variables.get(path);
		Optional<String> other = paths.stream()
			.filter((candidate) -> !candidate.equals(path) && UniformName.of(candidate).equals(UniformName.of(path)))
			.findFirst();
		if (variable != null && (other.isPresent() || path.contains("."))) {
			throw new InvalidPropertyException(variable,
					"The variable '%s' would become the file '%s': variables spell neither '-', '_', '.' and '/' nor upper case."
						.formatted(variable, path),
					"Declare it in a configuration file or in the variable 'SPRING_APPLICATION_JSON', which spell every name.");
		}
	}

}
