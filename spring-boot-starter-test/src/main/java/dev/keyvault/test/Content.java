package dev.keyvault.test;

/**
 * What one version of an object holds, and how the REST protocol shows it.
 */
sealed interface Content permits SecretContent, ManagedSecretContent, KeyContent, CertificateContent {

	/**
	 * Returns the kind of object this is the content of.
	 * @return the kind
	 */
	ObjectType type();

	/**
	 * Returns the members of a list item, which tell no value.
	 * @param id the identifier to show, with or without version
	 * @return the members
	 */
	JsonObject item(String id);

	/**
	 * Returns the members of the whole version.
	 * @param address where the version lives
	 * @return the members
	 */
	JsonObject bundle(ObjectAddress address);

}
