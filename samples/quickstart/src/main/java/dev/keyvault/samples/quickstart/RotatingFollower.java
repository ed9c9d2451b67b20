package dev.keyvault.samples.quickstart;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.spring.refresh.Rotating;

/**
 * Gets the settings, a record, from their holder and is told when they change.
 */
@Component
@Order(2)
final class RotatingFollower implements Follower {

	private volatile AppSettings settings;

	RotatingFollower(Rotating<AppSettings> settings) {
		this.settings = settings.get();
		settings.onChange((changed) -> this.settings = changed);
	}

	@Override
	public String way() {
		return "Rotating<AppSettings>";
	}

	@Override
	public SensitiveValue uses() {
		return this.settings.connectionString();
	}

}
