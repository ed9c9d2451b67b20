package dev.keyvault.samples.quickstart;

import java.time.Instant;
import java.util.List;

/**
 * What the page shows.
 *
 * @param rotatable whether a new version can be put from here
 * @param connectionString the connection string with masks in the place of values
 * @param keys the keys
 * @param followers the beans that use the connection string
 */
record Overview(boolean rotatable, String connectionString, List<Key> keys, List<Bean> followers) {

	/**
	 * A key.
	 *
	 * @param name the name of the key
	 * @param object the object that its value is from
	 * @param version the version of the object
	 * @param since since when the application has that version
	 * @param value what stands for the value
	 */
	record Key(String name, String object, String version, Instant since, String value) {

	}

	/**
	 * A bean.
	 *
	 * @param way how the bean gets the connection string
	 * @param version the version of the password in it
	 * @param since since when the bean is known to have that version
	 */
	record Bean(String way, String version, Instant since) {

	}

}
