package dev.keyvault.kubernetes;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a ServiceAccount may or may not do.
 *
 * @param verb the verb, such as {@code patch}
 * @param resource what kind of object it is done to
 * @param namespace the namespace of the object
 * @param name the name of the object, or {@code null} where a rule cannot name it
 */
record Access(String verb, Resource resource, String namespace, @Nullable String name) {

	private static final Pattern REFUSAL = Pattern.compile(" cannot ([a-z]+) resource ");

	private static final Set<String> UNNAMED = Set.of("create");

	static Access secret(String verb, SecretId id) {
		return new Access(verb, Resource.SECRETS, id.namespace(), id.name());
	}

	/**
	 * Return the access that the API server says it does not allow, which is another one
	 * where a write has to create the object.
	 * @param refusal the message of the API server
	 * @return the access, or {@code null} if the message is not about access
	 */
	@Nullable Access refused(String refusal) {
		Matcher matcher = REFUSAL.matcher(refusal);
		if (!matcher.find()) {
			return null;
		}
		String refused = matcher.group(1);
		return new Access(refused, this.resource, this.namespace, UNNAMED.contains(refused) ? null : this.name);
	}

	String describe() {
		String object = (this.name != null) ? " '" + this.name + "'" : "";
		return "'%s' for %s%s in namespace '%s'".formatted(this.verb, this.resource.plural, object, this.namespace);
	}

	/**
	 * Return the rule of a Role that allows this.
	 * @return the YAML of an item of {@code rules}
	 */
	String rule() {
		String names = (this.name != null) ? "\n  resourceNames: [\"" + this.name + "\"]" : "";
		return "- apiGroups: [\"%s\"]\n  resources: [\"%s\"]%s\n  verbs: [%s]".formatted(this.resource.group,
				this.resource.plural, names, verbs());
	}

	private String verbs() {
		return "watch".equals(this.verb) ? "\"list\", \"watch\"" : "\"" + this.verb + "\"";
	}

	/**
	 * The kinds of object that are asked for.
	 */
	enum Resource {

		/**
		 * Secrets.
		 */
		SECRETS("", "secrets", "Secret"),

		/**
		 * Pods.
		 */
		PODS("", "pods", "Pod"),

		/**
		 * What a Deployment makes its pods with.
		 */
		REPLICA_SETS("apps", "replicasets", "ReplicaSet"),

		/**
		 * What a CronJob makes its pods with.
		 */
		JOBS("batch", "jobs", "Job"),

		/**
		 * What replicas elect their leader with.
		 */
		LEASES("coordination.k8s.io", "leases", "Lease"),

		/**
		 * The manifests of the Secrets Store CSI Driver.
		 */
		SECRET_PROVIDER_CLASSES("secrets-store.csi.x-k8s.io", "secretproviderclasses", "SecretProviderClass");

		private final String group;

		private final String plural;

		private final String word;

		Resource(String group, String plural, String word) {
			this.group = group;
			this.plural = plural;
			this.word = word;
		}

		String word() {
			return this.word;
		}

	}

}
