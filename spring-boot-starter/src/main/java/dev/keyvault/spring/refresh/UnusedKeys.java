package dev.keyvault.spring.refresh;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.rotation.Change;

/**
 * Warns, once for each key, of rotated keys that nothing here follows. Beans that were
 * made with the old value then keep it until the application is started again.
 */
final class UnusedKeys {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private final PropertiesBeans beans;

	private final EventListeners listeners;

	private final Set<NamedKey> told = new HashSet<>();

	UnusedKeys(PropertiesBeans beans, EventListeners listeners) {
		this.beans = beans;
		this.listeners = listeners;
	}

	void warn(EnvironmentChange change, Set<Change> followed) {
		if (this.listeners.areThere()) {
			return;
		}
		List<String> unused = change.rotation()
			.changes()
			.stream()
			.filter((each) -> !followed.contains(each) && this.told.add(each.key()))
			.map((each) -> "'%s'%s".formatted(each.key(), holders(change, each)))
			.toList();
		if (!unused.isEmpty()) {
			logger
				.warn("Rotated, but no bean follows: {}. The environment has the new values; beans that took the old ones keep them. "
						+ "Inject Rotating<T> of a configuration properties type, use a JavaBean or @RefreshScope, listen to "
						+ "KeyVaultRotatedEvent, or set 'keyvault.refresh.value-fields' for fields with @Value.",
						String.join(", ", unused));
		}
	}

	private String holders(EnvironmentChange change, Change each) {
		String holders = this.beans.reachedBy(change)
			.entrySet()
			.stream()
			.filter((reached) -> reached.getKey().constructorBound() && reached.getValue().contains(each))
			.map((reached) -> reached.getKey().describe())
			.collect(Collectors.joining(", "));
		return holders.isEmpty() ? "" : " (held by " + holders + ", which is bound by its constructor)";
	}

}
