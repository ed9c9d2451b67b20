package dev.keyvault.kubernetes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A Secret of this application that somebody put back: from a backup, from a file, or
 * without {@code managedFields}. The API server then has whoever did that for the manager
 * of its fields, or {@code before-first-apply}, and our writes for conflicts. Whoever put
 * it back wrote our marks with it, which nobody else writes; what they record is ours.
 * Nothing is taken from a manager that keeps to server-side apply.
 */
final class Restoration {

	private static final List<String> ORIGINS = List.of("f:metadata", "f:annotations", "f:" + SecretLabels.ORIGINS);

	private final List<ManagedFieldsEntry> managers;

	private final Set<List<String>> ours;

	private Restoration(List<ManagedFieldsEntry> managers, Set<List<String>> ours) {
		this.managers = managers;
		this.ours = ours;
	}

	/**
	 * Find out who is to manage the fields of a Secret that was put back.
	 * @param seen the Secret
	 * @param draft the Secret as it is to be
	 * @return the managers; {@code null} if nothing is to be changed about them
	 */
	static @Nullable List<ManagedFieldsEntry> find(Secret seen, Secret draft) {
		String application = seen.getMetadata().getLabels().get(SecretLabels.APPLICATION);
		boolean marked = seen.getMetadata().getAnnotations().get(SecretLabels.ORIGINS) != null
				&& Objects.equals(application, draft.getMetadata().getLabels().get(SecretLabels.APPLICATION));
		if (!marked) {
			return null;
		}
		Restoration restoration = new Restoration(seen.getMetadata().getManagedFields(), provable(seen, draft));
		return restoration.find();
	}

	private static Set<List<String>> provable(Secret seen, Secret draft) {
		Set<List<String>> provable = new HashSet<>(Set.of(List.of("f:type")));
		Origins.parse(seen.getMetadata().getAnnotations().get(SecretLabels.ORIGINS))
			.entries()
			.keySet()
			.stream()
			.filter(seen.getData()::containsKey)
			.forEach((name) -> provable.add(List.of("f:data", "f:" + name)));
		ObjectMeta wanted = draft.getMetadata();
		provable.addAll(metadata("f:labels", seen.getMetadata().getLabels(), wanted.getLabels()));
		provable.addAll(metadata("f:annotations", seen.getMetadata().getAnnotations(), wanted.getAnnotations()));
		return provable;
	}

	private static List<List<String>> metadata(String kind, Map<String, String> seen, Map<String, String> wanted) {
		return seen.keySet()
			.stream()
			.filter((name) -> wanted.containsKey(name) || name.startsWith(SecretLabels.PREFIX))
			.map((name) -> List.of("f:metadata", kind, "f:" + name))
			.toList();
	}

	private @Nullable List<ManagedFieldsEntry> find() {
		FieldTree own = FieldTree.of(this.managers.stream().filter(Restoration::isOwn).findFirst().orElse(null));
		List<ManagedFieldsEntry> next = new ArrayList<>();
		for (ManagedFieldsEntry manager : this.managers) {
			if (!isOwn(manager)) {
				take(manager, own, next);
			}
		}
		if (this.managers.isEmpty()) {
			this.ours.forEach(own::add);
		}
		else if (next.equals(this.managers.stream().filter((manager) -> !isOwn(manager)).toList())) {
			return null;
		}
		next.add(own(own));
		return next;
	}

	private void take(ManagedFieldsEntry manager, FieldTree own, List<ManagedFieldsEntry> next) {
		FieldTree left = FieldTree.of(manager);
		if ("Apply".equals(manager.getOperation()) || !left.has(ORIGINS)) {
			next.add(manager);
			return;
		}
		this.ours.stream().filter(left::has).toList().forEach((path) -> {
			own.add(path);
			left.remove(path);
		});
		if (!left.isEmpty()) {
			next.add(new ManagedFieldsEntryBuilder(manager).withFieldsV1(left.fields()).build());
		}
	}

	private static boolean isOwn(ManagedFieldsEntry manager) {
		return "Apply".equals(manager.getOperation()) && SecretLabels.MANAGER.equals(manager.getManager());
	}

	private ManagedFieldsEntry own(FieldTree fields) {
		return new ManagedFieldsEntryBuilder().withManager(SecretLabels.MANAGER)
			.withOperation("Apply")
			.withApiVersion("v1")
			.withFieldsType("FieldsV1")
			.withFieldsV1(fields.fields())
			.build();
	}

}
