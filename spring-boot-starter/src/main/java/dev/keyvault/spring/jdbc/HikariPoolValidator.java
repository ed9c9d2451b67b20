package dev.keyvault.spring.jdbc;

import java.util.List;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.refresh.EnvironmentChange;

/**
 * Rejects user names and passwords with which a started Hikari pool cannot log in. It
 * opens and closes one connection for each such pool, outside of the pool. That may take
 * as long as the pool itself would wait for a connection, but no longer than 30 s. The
 * login of a pool that has not started is not tried. Thread-safe.
 */
final class HikariPoolValidator implements RotationValidator {

	private final Function<Rotation, EnvironmentChange> changes;

	private final HikariPools pools;

	/**
	 * Create a validator for the pools of a context.
	 * @param context the context of the application
	 * @param changes finds out what a rotation means for the environment of the context
	 */
	HikariPoolValidator(ConfigurableApplicationContext context, Function<Rotation, EnvironmentChange> changes) {
		this.changes = changes;
		this.pools = new HikariPools(context);
	}

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		return this.pools.changes(this.changes.apply(proposed))
			.stream()
			.filter(PoolLogin::isStarted)
			.map(HikariPoolValidator::rejected)
			.flatMap(List::stream)
			.toList();
	}

	private static List<RejectedChange> rejected(PoolLogin login) {
		String failure = new LoginTest(login.pool()).failureOf(login.change().after());
		return (failure != null) ? RotationValidator.reject(login.changes(), reason(login, failure)) : List.of();
	}

	private static String reason(PoolLogin login, String failure) {
		return "The %s cannot log in with the new user name and password (%s). Let the database accept them, or store others; the next poll tries again."
			.formatted(login, failure);
	}

}
