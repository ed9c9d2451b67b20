package dev.keyvault.spring.refresh.bean;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.FailureIsolation;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RotationFollower;

/**
 * Injects new values into fields and setters whose {@code @Value} refers to a rotated
 * key. Warns once of each place that cannot be set.
 */
final class ValueFollower implements RotationFollower {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private final AutowireCapableBeanFactory beans;

	private final ValueInjectionPoints points;

	private final Set<String> reported = new HashSet<>();

	ValueFollower(AutowireCapableBeanFactory beans, ValueInjectionPoints points) {
		this.beans = beans;
		this.points = points;
	}

	@Override
	public boolean serves(Class<?> type) {
		return false;
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Set<Change> followed = new LinkedHashSet<>();
		for (ValueInjectionPoint point : this.points.all()) {
			Set<Change> changes = change.changesIn(point.expression());
			if (!changes.isEmpty() && point instanceof ValueInjectionPoint.Refreshable refreshable) {
				FailureIsolation.run(point.describe(), () -> refreshable.fill(this.beans));
				followed.addAll(changes);
			}
			else if (!changes.isEmpty() && this.reported.add(point.describe())) {
				logger.warn("The {} keeps the old value of {}: it is injected once, when its bean is created. "
						+ "Use a field that is not final, a setter, or Rotating<T> of a configuration properties type.",
						point.describe(), point.expression());
			}
		}
		return followed;
	}

}
