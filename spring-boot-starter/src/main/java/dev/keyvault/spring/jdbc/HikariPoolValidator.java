package dev.keyvault.spring.jdbc;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.refresh.EnvironmentChange;

/**
 * Refuses user names and passwords that a started Hikari pool cannot log in with. One
 * connection is opened for each pool concerned, beside the pool, and closed. It may take
 * as long as the pool itself would wait for a connection, but no more than 30 s. A pool
 * that nobody has started is not tried. Thread-safe.
 */
final class HikariPoolValidator implements RotationValidator {

	private final Function<Rotation, EnvironmentChange> changes;

	private final HikariPools pools;

	/**
	 * Create a validator for the pools of a context.
	 * @param context the context of the application
	 * @param changes tells what a rotation means for the environment of the context
	 */
	HikariPoolValidator(ConfigurableApplicationContext context, Function<Rotation, EnvironmentChange> changes) {
		this.changes = changes;
		this.pools = new HikariPools(context);
	}

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		return this.pools.changes(this.changes.apply(proposed))
			.stream()
			.filter(LoginChange::isStarted)
			.flatMap(HikariPoolValidator::refusals)
			.toList();
	}

	private static Stream<RejectedChange> refusals(LoginChange login) {
		String failure = new LoginTest(login.pool()).failureOf(login.login());
		return (failure != null) ? login.changes().stream().map((change) -> refusal(change, login, failure))
				: Stream.empty();
	}

	private static RejectedChange refusal(Change change, LoginChange login, String failure) {
		return new RejectedChange(change,
				"The %s cannot log in with the new user name and password (%s). Let the database accept them, or store others; the next poll tries again."
					.formatted(login, failure));
	}

}
