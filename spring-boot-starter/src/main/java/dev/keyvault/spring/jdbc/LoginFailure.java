package dev.keyvault.spring.jdbc;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Describes why a login failed, without the message of the driver, which may name the
 * user.
 */
final class LoginFailure {

	private static final String INVALID_AUTHORIZATION = "28";

	/**
	 * MySQL and MariaDB, Oracle, SQL Server.
	 */
	private static final Set<Integer> VENDOR_CODES = Set.of(1045, 1017, 18456);

	private LoginFailure() {
	}

	static boolean isRefusal(SQLException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException each && saysRefusal(each)) {
				return true;
			}
		}
		return false;
	}

	private static boolean saysRefusal(SQLException failure) {
		return failure instanceof SQLInvalidAuthorizationSpecException || isAuthorization(failure.getSQLState())
				|| VENDOR_CODES.contains(failure.getErrorCode());
	}

	private static boolean isAuthorization(@Nullable String state) {
		return (state != null) && state.startsWith(INVALID_AUTHORIZATION);
	}

	static String describe(Throwable failure) {
		String type = failure.getClass().getName();
		return (failure instanceof SQLException ex)
				? "%s, SQLState '%s', vendor code %d".formatted(type, ex.getSQLState(), ex.getErrorCode()) : type;
	}

}
