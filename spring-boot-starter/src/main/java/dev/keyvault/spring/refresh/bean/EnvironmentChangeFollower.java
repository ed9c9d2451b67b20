package dev.keyvault.spring.refresh.bean;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationFollower;

/**
 * Publishes Spring Cloud's event for changed properties to its listeners. Spring Cloud
 * itself answers it by resetting and rebinding all configuration properties beans,
 * whichever keys have changed. A listener does not count as a follower.
 */
final class EnvironmentChangeFollower implements RotationFollower {

	private final ApplicationContext context;

	EnvironmentChangeFollower(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Set<String> keys = new LinkedHashSet<>();
		change.changes().forEach((each) -> keys.add(each.key().value()));
		if (!keys.isEmpty()) {
			this.context.publishEvent(new EnvironmentChangeEvent(this.context, keys));
		}
		return List.of();
	}

}
