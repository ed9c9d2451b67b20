package dev.keyvault.spring.refresh;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * A user name and the password that belongs to it. Neither is shown by
 * {@link #toString()}. Immutable.
 *
 * @param username the user name
 * @param password the password
 */
public record Login(SensitiveValue username, SensitiveValue password) {

	/**
	 * Create a login.
	 * @param username the user name
	 * @param password the password
	 * @return the login, or {@code null} if either is missing
	 */
	public static @Nullable Login of(@Nullable String username, @Nullable String password) {
		return ((username != null) && (password != null))
				? new Login(SensitiveValue.of(username), SensitiveValue.of(password)) : null;
	}

}
