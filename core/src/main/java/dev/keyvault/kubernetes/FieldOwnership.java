package dev.keyvault.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;

/**
 * Who holds which fields of a Secret, read from its {@code managedFields}.
 *
 * @param holders the field managers with what each holds
 */
record FieldOwnership(List<Holder> holders) {

	static FieldOwnership of(Secret secret) {
		return new FieldOwnership(secret.getMetadata().getManagedFields().stream().map(Holder::of).toList());
	}

	/**
	 * Return what this library holds, {@code .immutable} aside.
	 * @return the paths, empty if it never wrote the Secret
	 */
	Set<String> own() {
		return this.holders.stream()
			.filter(Holder::isOwn)
			.flatMap((holder) -> holder.paths().stream())
			.filter((path) -> !path.equals(".immutable"))
			.collect(Collectors.toSet());
	}

	List<Holder> others(String path) {
		return this.holders.stream().filter((holder) -> !holder.isOwn() && holder.paths().contains(path)).toList();
	}

	/**
	 * Return the names of the managers, for messages.
	 * @return such as {@code 'helm', 'kubectl-edit'}, or {@code none}
	 */
	String managers() {
		String names = this.holders.stream()
			.map((holder) -> "'" + holder.manager() + "'")
			.distinct()
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "none" : names;
	}

	/**
	 * A field manager.
	 *
	 * @param manager its name
	 * @param applies whether it keeps to server-side apply, so that it will come back to
	 * what it holds
	 * @param paths what it holds
	 */
	record Holder(String manager, boolean applies, Set<String> paths) {

		private static final Pattern OWNER = Pattern.compile("k:\\{\"uid\":\"([^\"]+)\"}");

		static Holder of(ManagedFieldsEntry entry) {
			Set<String> paths = new HashSet<>();
			if (entry.getFieldsV1() != null) {
				collect("", entry.getFieldsV1().getAdditionalProperties(), paths);
			}
			return new Holder(Objects.requireNonNullElse(entry.getManager(), ""), "Apply".equals(entry.getOperation()),
					Set.copyOf(paths));
		}

		private static void collect(String parent, Map<?, ?> fields, Set<String> paths) {
			fields.forEach((name, below) -> {
				String path = parent + segment(name.toString());
				if (isOwner(name.toString()) || isLeaf(below)) {
					paths.add(path);
				}
				else {
					collect(path, (Map<?, ?>) below, paths);
				}
			});
			paths.remove(parent + ".");
		}

		private static boolean isOwner(String name) {
			return OWNER.matcher(name).matches();
		}

		private static boolean isLeaf(Object below) {
			return !(below instanceof Map<?, ?> fields) || fields.isEmpty();
		}

		private static String segment(String name) {
			Matcher owner = OWNER.matcher(name);
			return owner.matches() ? "." + owner.group(1) : name.startsWith("f:") ? "." + name.substring(2) : name;
		}

		boolean isOwn() {
			return this.applies && SecretLabels.MANAGER.equals(this.manager);
		}

	}

}
