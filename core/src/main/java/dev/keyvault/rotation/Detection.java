package dev.keyvault.rotation;

import dev.keyvault.Internal;

/**
 * How a poll finds out which objects have changed.
 */
@Internal
public enum Detection {

	/**
	 * Reads each object: one request for each, and no other permission than reading
	 * takes.
	 */
	GET,

	/**
	 * Lists the objects of a vault, 25 in a request, and reads those that have changed.
	 * Takes the permission to list. Where reading each object is fewer requests than
	 * listing the vault, that is done instead.
	 */
	LIST

}
