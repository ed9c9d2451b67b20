package dev.keyvault.samples.quickstart;

import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import dev.keyvault.object.SensitiveValue;

/**
 * Asks the environment each time.
 */
@Component
@Order(1)
final class EnvironmentFollower implements Follower {

	private final Environment environment;

	EnvironmentFollower(Environment environment) {
		this.environment = environment;
	}

	@Override
	public String way() {
		return "Environment.getProperty";
	}

	@Override
	public SensitiveValue uses() {
		return SensitiveValue.of(this.environment.getRequiredProperty("app.connection-string"));
	}

}
