package dev.keyvault.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.Origins.EntryOrigin;
import dev.keyvault.object.SensitiveValue;

/**
 * A Secret as it is to be, values and all. Has been checked against what Kubernetes asks
 * of its type, and holds no more than 1 MiB.
 *
 * @param declaration what the Secret is made after
 * @param entries the entries
 */
record SecretManifest(SecretDeclaration declaration, List<SecretEntry> entries) {

	private static final int MAX_BYTES = 1024 * 1024;

	SecretManifest {
		entries = List.copyOf(entries);
		SecretId id = declaration.id();
		requireDistinct(id, entries);
		declaration.type().requireShape(id, entries.stream().map(SecretEntry::name).collect(Collectors.toSet()));
		requireRoom(id, entries.stream().mapToLong((entry) -> entry.value().size()).sum());
	}

	private static void requireDistinct(SecretId id, List<SecretEntry> entries) {
		Set<String> seen = new HashSet<>();
		entries.stream().map(SecretEntry::name).filter((name) -> !seen.add(name)).findFirst().ifPresent((name) -> {
			throw new InvalidSecretException(id, "entry '%s' is declared twice".formatted(name),
					"Rename one of the two, or take it out.");
		});
	}

	private static void requireRoom(SecretId id, long bytes) {
		if (bytes > MAX_BYTES) {
			throw new InvalidSecretException(id,
					"its entries have %,d bytes, and a Secret holds %,d (1 MiB)".formatted(bytes, MAX_BYTES),
					"Spread the entries over several Secrets.");
		}
	}

	/**
	 * Return the Secret.
	 * @return namespace and name
	 */
	SecretId id() {
		return this.declaration.id();
	}

	/**
	 * One entry of a Secret.
	 *
	 * @param name the name, exactly as users write it: up to 253 letters, digits, dashes,
	 * underscores or dots, not starting with two dots
	 * @param value the content
	 * @param origins what the content is made of
	 */
	public record SecretEntry(String name, SensitiveValue value, List<EntryOrigin> origins) {

		private static final Pattern NAME = Pattern.compile("(?!\\.\\.|\\.$)[-._a-zA-Z0-9]{1,253}");

		public SecretEntry {
			requireName(name);
			origins = List.copyOf(origins);
		}

		static boolean isName(String name) {
			return NAME.matcher(name).matches();
		}

		static void requireName(String name) {
			if (!isName(name)) {
				throw new IllegalArgumentException(
						"'%s' is not the name of an entry of a Secret: expected up to 253 letters, digits, '-', '_' or '.', not '.' and nothing that starts with '..'"
							.formatted(name));
			}
		}

	}

}
