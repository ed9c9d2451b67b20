package dev.keyvault.spring.config.binding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.PropertySource;

import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.spring.config.binding.MapKeys.Owner;

/**
 * Finds vaults and Secrets that are two in a property source and one for Spring Boot,
 * which ignores dashes and upper case in names.
 */
final class AmbiguousNames {

	private final Map<Place, Set<String>> names = new LinkedHashMap<>();

	void note(PropertySourceOrigin origin) {
		for (Owner owner : Owner.values()) {
			String name = owner.findWritten(origin.getPropertyName());
			if (name != null) {
				Place place = new Place(origin.getPropertySource(), owner, UniformName.of(name));
				this.names.computeIfAbsent(place, (key) -> new TreeSet<>()).add(name);
			}
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
	 * @param owner what they are names of
	 * @param uniform what is left of them
	 */
	private record Place(PropertySource<?> source, Owner owner, String uniform) {

		Problem problem(Set<String> names) {
			String all = names.stream().map("'%s'"::formatted).collect(Collectors.joining(" and "));
			return new Problem(new Subject.Property("", this.owner.root().toString()),
					"The %s %s are one to Spring Boot, which tells names apart by neither dashes nor upper case."
						.formatted(this.owner.plural(), all),
					Message.of("Rename one of them."));
		}

	}

}
