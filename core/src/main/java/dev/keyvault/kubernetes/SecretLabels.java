package dev.keyvault.kubernetes;

/**
 * Labels and annotations that mark the Secrets of this library.
 */
final class SecretLabels {

	/**
	 * The field manager of every write.
	 */
	static final String MANAGER = "keyvault";

	/**
	 * The label that names who manages a Secret.
	 */
	static final String MANAGED_BY = "app.kubernetes.io/managed-by";

	/**
	 * What all labels and annotations of this library start with.
	 */
	static final String PREFIX = "keyvault.dev/";

	/**
	 * The label with the application that wrote the Secret.
	 */
	static final String APPLICATION = PREFIX + "application";

	/**
	 * The annotation with the objects and versions that the entries are made of.
	 */
	static final String ORIGINS = PREFIX + "origins";

	/**
	 * The annotation with the time of the last write.
	 */
	static final String WRITTEN_AT = PREFIX + "written-at";

	/**
	 * The annotation with what is to happen when nobody declares the Secret any more.
	 */
	static final String ON_REMOVAL = PREFIX + "on-removal";

	/**
	 * The annotation with the workload that may delete the Secret when it does not
	 * declare it any more.
	 */
	static final String WORKLOAD = PREFIX + "workload";

	private SecretLabels() {
	}

	static boolean isReserved(String name) {
		return name.equals(MANAGED_BY) || name.startsWith(PREFIX);
	}

}
