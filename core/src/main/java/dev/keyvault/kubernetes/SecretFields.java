package dev.keyvault.kubernetes;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Secret;

/**
 * The fields of a Secret that have an owner of their own under server-side apply, by the
 * path that the API server tells them with; all but {@code .immutable}, which is left as
 * it is.
 */
final class SecretFields {

	static final String TYPE = ".type";

	static final String DATA = ".data.";

	static final String LABELS = ".metadata.labels.";

	static final String ANNOTATIONS = ".metadata.annotations.";

	static final String OWNERS = ".metadata.ownerReferences.";

	private static final String WRITTEN_AT = ANNOTATIONS + SecretLabels.WRITTEN_AT;

	private final Map<String, String> values;

	private SecretFields(Map<String, String> values) {
		this.values = values;
	}

	static SecretFields of(Secret secret) {
		Map<String, String> values = new TreeMap<>();
		values.put(TYPE, secret.getType());
		secret.getData().forEach((name, value) -> values.put(DATA + name, value));
		secret.getMetadata().getLabels().forEach((name, value) -> values.put(LABELS + name, value));
		secret.getMetadata().getAnnotations().forEach((name, value) -> values.put(ANNOTATIONS + name, value));
		secret.getMetadata()
			.getOwnerReferences()
			.forEach((owner) -> values.put(OWNERS + owner.getUid(), owner.getKind() + "/" + owner.getName()));
		return new SecretFields(values);
	}

	Set<String> paths() {
		return this.values.keySet();
	}

	/**
	 * Return where another Secret differs from this one, the time of the write aside.
	 * @param other the other Secret; it may have more fields
	 * @return the paths
	 */
	Set<String> differences(SecretFields other) {
		return this.values.entrySet()
			.stream()
			.filter((field) -> !field.getKey().equals(WRITTEN_AT))
			.filter((field) -> !Objects.equals(field.getValue(), other.values.get(field.getKey())))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Return the paths alone. The values may be secret.
	 */
	@Override
	public String toString() {
		return paths().toString();
	}

}
