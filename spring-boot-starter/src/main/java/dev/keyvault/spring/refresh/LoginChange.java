package dev.keyvault.spring.refresh;

import java.util.Set;

import dev.keyvault.rotation.Change;

/**
 * A rotation that replaces a login.
 *
 * @param before the login that is or was in force
 * @param after the login that comes into force
 * @param changes the changes of keys that the new login comes from
 */
public record LoginChange(Login before, Login after, Set<Change> changes) {

	public LoginChange {
		changes = Set.copyOf(changes);
	}

}
