package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.FieldConflictException.Conflict;
import dev.keyvault.kubernetes.Origins.EntryOrigin;

/**
 * A Secret as the API server has it.
 */
final class LiveSecret {

	private static final String STRING_DATA = ".stringData.";

	private static final String ORIGINS = SecretFields.ANNOTATIONS + SecretLabels.ORIGINS;

	private final Secret secret;

	private final SecretFields fields;

	private final FieldOwnership ownership;

	LiveSecret(Secret secret) {
		this.secret = secret;
		this.fields = SecretFields.of(secret);
		this.ownership = FieldOwnership.of(secret);
	}

	Secret secret() {
		return this.secret;
	}

	String resourceVersion() {
		return this.secret.getMetadata().getResourceVersion();
	}

	String managers() {
		return this.ownership.managers();
	}

	/**
	 * Say whether this library has written the Secret.
	 * @return whether it holds fields of it, or the mark of a write is there
	 */
	boolean isOurs() {
		return !this.ownership.own().isEmpty() || annotation(SecretLabels.ORIGINS) != null;
	}

	@Nullable String annotation(String name) {
		return this.secret.getMetadata().getAnnotations().get(name);
	}

	@Nullable String label(String name) {
		return this.secret.getMetadata().getLabels().get(name);
	}

	/**
	 * Find who has changed a field that this library wrote.
	 * @param path the field
	 * @return the managers that hold it now; {@code null} if this library does, or
	 * nothing is known of what it holds, as after a backup was restored
	 */
	@Nullable String findEditors(String path) {
		List<FieldOwnership.Holder> writers = isData(path)
				? this.ownership.others(STRING_DATA + path.substring(SecretFields.DATA.length())) : List.of();
		Set<String> own = this.ownership.own();
		if (writers.isEmpty() && (own.isEmpty() || own.contains(path))) {
			return null;
		}
		String names = Stream.concat(writers.stream(), this.ownership.others(path).stream())
			.map((holder) -> "'" + holder.manager() + "'")
			.distinct()
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "somebody" : names;
	}

	/**
	 * Return whether the Secret is deleted as soon as nobody holds it back.
	 * @return whether it is not to be written any more
	 */
	boolean isEnding() {
		return this.secret.getMetadata().getDeletionTimestamp() != null;
	}

	List<String> finalizers() {
		return this.secret.getMetadata().getFinalizers();
	}

	/**
	 * Return whether somebody else manages the Secret, which is theirs to say.
	 * @return whether the label is there with another value than ours
	 */
	boolean isManagedByOthers() {
		String manager = label(SecretLabels.MANAGED_BY);
		return manager != null && !manager.equals(SecretLabels.MANAGER);
	}

	/**
	 * Return the entries that others apply as {@code stringData} with another value than
	 * that of a draft: the API server writes them into {@code data} each time, and tells
	 * nobody of a conflict.
	 * @param draft what is to be written
	 * @return the conflicts
	 */
	List<Conflict> hiddenConflicts(Secret draft) {
		return SecretFields.of(draft)
			.differences(this.fields)
			.stream()
			.filter(LiveSecret::isData)
			.map((path) -> STRING_DATA + path.substring(SecretFields.DATA.length()))
			.flatMap((path) -> this.ownership.others(path)
				.stream()
				.map((holder) -> new Conflict(path, "\"" + holder.manager() + "\"")))
			.toList();
	}

	boolean isImmutable() {
		return Boolean.TRUE.equals(this.secret.getImmutable());
	}

	/**
	 * Return whether writing a draft would change nothing but the time of the write, and
	 * the bytes of what is never encoded the same way twice.
	 * @param draft what is to be written
	 * @return whether nothing is to be written
	 */
	boolean matches(Secret draft) {
		SecretFields wanted = SecretFields.of(draft);
		return wanted.differences(this.fields).stream().allMatch(this::isOwnEncoding)
				&& wanted.paths().equals(this.ownership.own());
	}

	private boolean isOwnEncoding(String path) {
		return isData(path) && this.ownership.others(path).isEmpty()
				&& origins(path).stream().anyMatch((origin) -> !new EntryOrigin(origin).isRepeatable());
	}

	/**
	 * Return whether a draft cannot be written into this Secret, even if it may be
	 * written.
	 * @param draft what is to be written
	 * @return whether the Secret would have to be another one
	 */
	boolean isFrozenFor(Secret draft) {
		return hasOtherType(draft) || (isImmutable() && hasOtherData(draft));
	}

	boolean hasOtherType(Secret draft) {
		return !draft.getType().equals(this.secret.getType());
	}

	private boolean hasOtherData(Secret draft) {
		SecretFields wanted = SecretFields.of(draft);
		boolean differs = wanted.differences(this.fields).stream().anyMatch(LiveSecret::isData);
		return differs
				|| this.ownership.own().stream().anyMatch((path) -> isData(path) && !wanted.paths().contains(path));
	}

	private static boolean isData(String path) {
		return path.startsWith(SecretFields.DATA);
	}

	/**
	 * Return the entries that others have put into the Secret.
	 * @return the names in quotes, empty if there are none
	 */
	String foreignEntries() {
		Set<String> own = this.ownership.own();
		return this.fields.paths()
			.stream()
			.filter((path) -> isData(path) && !own.contains(path))
			.map((path) -> "'" + path.substring(SecretFields.DATA.length()) + "'")
			.sorted()
			.collect(Collectors.joining(", "));
	}

	/**
	 * Return whether another replica has written the Secret from values that are not
	 * those of a draft.
	 * @param draft what would be written
	 * @return whether the recorded origins are others
	 */
	boolean isFromOtherValues(Secret draft) {
		return this.ownership.own().contains(ORIGINS)
				&& SecretFields.of(draft).differences(this.fields).contains(ORIGINS);
	}

	/**
	 * Return whether everything that differs from a draft was changed by hand: a declared
	 * label or annotation, or an entry that this library had written, by somebody who
	 * does not keep to server-side apply.
	 * @param draft what is to be written
	 * @return whether there is a difference and all of it is such an edit
	 */
	boolean hasDriftedFrom(Secret draft) {
		Set<String> held = SecretFields.of(draft)
			.differences(this.fields)
			.stream()
			.filter((path) -> !this.ownership.others(path).isEmpty())
			.collect(Collectors.toSet());
		return !held.isEmpty() && held.stream().allMatch(this::hasDrifted);
	}

	private boolean hasDrifted(String path) {
		boolean edited = this.ownership.others(path).stream().noneMatch(FieldOwnership.Holder::applies);
		return edited && (isMetadata(path) || isRecorded(path));
	}

	private static boolean isMetadata(String path) {
		return path.startsWith(SecretFields.LABELS) || path.startsWith(SecretFields.ANNOTATIONS);
	}

	private boolean isRecorded(String path) {
		return isData(path) && !origins(path).isEmpty();
	}

	private List<String> origins(String path) {
		return Origins.parse(annotation(SecretLabels.ORIGINS))
			.entries()
			.getOrDefault(path.substring(SecretFields.DATA.length()), List.of());
	}

}
