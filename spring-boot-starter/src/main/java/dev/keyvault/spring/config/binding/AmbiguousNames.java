package dev.keyvault.spring.config.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.PropertySource;

import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;

/**
 * Finds vaults and Secrets that are two in a property source and one for Spring Boot,
 * which ignores dashes and upper case in names.
 */
final class AmbiguousNames {

	private static final Pattern NAME = Pattern
		.compile("(?i)keyvault\\.(?:(vaults)|kubernetes\\.secrets)(?:\\.([^.\\[]+)|\\[([^\\]]+)]).*");

	private final Map<Place, Set<String>> names = new LinkedHashMap<>();

	void note(PropertySourceOrigin origin) {
		Matcher matcher = NAME.matcher(origin.getPropertyName());
		if (matcher.matches()) {
			String name = (matcher.group(2) != null) ? matcher.group(2) : matcher.group(3);
			Place place = new Place(origin.getPropertySource(), matcher.group(1) != null, UniformName.of(name));
			this.names.computeIfAbsent(place, (key) -> new TreeSet<>()).add(name);
		}
	}

	List<Problem> problems() {
		return this.names.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().size() > 1)
			.map((entry) -> entry.getKey().problem(entry.getValue()))
			.distinct()
			.toList();
	}

	/**
	 * Where names are, and what is left of them.
	 *
	 * @param source the property source
	 * @param vault whether they are names of vaults, not of Secrets
	 * @param uniform what is left of them
	 */
	private record Place(PropertySource<?> source, boolean vault, String uniform) {

		Problem problem(Set<String> names) {
			String root = this.vault ? "keyvault.vaults" : "keyvault.kubernetes.secrets";
			String all = names.stream().map("'%s'"::formatted).collect(Collectors.joining(" and "));
			return new Problem(new Subject.Property("", root),
					"The %s %s are one to Spring Boot, which tells names apart by neither dashes nor upper case."
						.formatted(this.vault ? "vaults" : "Secrets", all),
					Message.of("Rename one of them."));
		}

	}

}
