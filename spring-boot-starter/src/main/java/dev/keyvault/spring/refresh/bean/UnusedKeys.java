package dev.keyvault.spring.refresh.bean;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.Followed;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RotationReport;

/**
 * Warns, once for each key and bean, about rotated keys whose old value a bean still
 * uses, and about those that nothing is known to follow. The old value is then in use
 * until the application is restarted.
 */
final class UnusedKeys implements RotationReport {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private final StaleBeans beans;

	private final Set<String> reported = new HashSet<>();

	UnusedKeys(StaleBeans beans) {
		this.beans = beans;
	}

	@Override
	public void report(EnvironmentChange change, Followed followed) {
		Set<Change> unknown = new LinkedHashSet<>(change.changes());
		Map<PropertiesBean, Set<Change>> stale = this.beans.of(change, followed);
		stale.forEach((bean, changes) -> {
			unknown.removeAll(changes);
			changes.removeIf((each) -> followed.isMarked(each) || !isNew(bean.name(), each));
			if (!changes.isEmpty()) {
				logger.warn("Rotated {}, but {}", names(changes), this.beans.describe(bean));
			}
		});
		unknown.removeIf((each) -> followed.byAnything(each) || !isNew("", each));
		warnOfUnknown(unknown);
	}

	private boolean isNew(String bean, Change change) {
		return this.reported.add(bean + ":" + change.key());
	}

	private static void warnOfUnknown(Set<Change> changes) {
		if (!changes.isEmpty()) {
			logger
				.warn("Rotated {}, but nothing is known to follow. The environment has the new value; beans that took the old one keep it. "
						+ "Inject Rotating<T> of a configuration properties type, use a JavaBean or @RefreshScope, set "
						+ "'keyvault.refresh.value-fields' for fields with @Value, or say that you follow: with a RotationFollower bean, "
						+ "or KeyVaultRotatedEvent.markFollowed in a listener.", names(changes));
		}
	}

	private static String names(Set<Change> changes) {
		return changes.stream().map((each) -> "'%s'".formatted(each.key())).collect(Collectors.joining(", "));
	}

}
