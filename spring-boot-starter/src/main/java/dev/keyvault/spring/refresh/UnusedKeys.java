package dev.keyvault.spring.refresh;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.rotation.Change;

/**
 * Warns, once for each key and bean, of rotated keys that something in use has not taken,
 * and of those that nothing here is known to follow. The old value is then in use until
 * the application is started again.
 */
final class UnusedKeys {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private final StaleBeans beans;

	private final OverriddenKeys overridden;

	private final Set<String> told = new HashSet<>();

	UnusedKeys(StaleBeans beans, OverriddenKeys overridden) {
		this.beans = beans;
		this.overridden = overridden;
	}

	void warn(EnvironmentChange change, Followed followed, KeyVaultRotatedEvent event) {
		Set<Change> unknown = new LinkedHashSet<>(change.changes());
		Map<PropertiesBean, Set<Change>> stale = this.beans.of(change, followed);
		stale.forEach((bean, changes) -> {
			unknown.removeAll(changes);
			changes.removeIf((each) -> event.isMarked(each) || !isNew(bean.name(), each));
			if (!changes.isEmpty()) {
				logger.warn("Rotated {}, but {}", names(changes), this.beans.describe(bean));
			}
		});
		unknown.removeIf((each) -> followed.byAnybody(each) || event.isMarked(each) || !isNew("", each));
		warnOfUnknown(unknown);
		this.overridden.find().stream().filter(OverriddenKey::isDecrypted).forEach((key) -> warnOf(key, change));
	}

	private void warnOf(OverriddenKey decrypted, EnvironmentChange change) {
		Set<Change> rotated = change.rotation()
			.changes()
			.stream()
			.filter((each) -> each.key().value().equals(decrypted.key()) && isNew("decrypted", each))
			.collect(Collectors.toSet());
		if (!rotated.isEmpty()) {
			logger.warn(
					"Rotated {}, but Spring Cloud decrypted it at the start and keeps what came out. Restart the application, "
							+ "or store the value without {}: the vault encrypts it itself.",
					names(rotated), "{cipher}");
		}
	}

	private boolean isNew(String bean, Change change) {
		return this.told.add(bean + ":" + change.key());
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
