package dev.keyvault.kubernetes;

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

	static Access secret(String verb, SecretId id) {
		return new Access(verb, Resource.SECRETS, id.namespace(), id.name());
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
		return "- apiGroups: [\"%s\"]\n  resources: [\"%s\"]%s\n  verbs: [\"%s\"]".formatted(this.resource.group,
				this.resource.plural, names, this.verb);
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
		JOBS("batch", "jobs", "Job");

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
