package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.keyvault.rotation.Change;

/**
 * Who has followed a rotation, and with which keys.
 */
final class Followed {

	private final Map<RotationFollower, Set<Change>> taken = new LinkedHashMap<>();

	void add(RotationFollower follower, Collection<Change> changes) {
		this.taken.put(follower, Set.copyOf(changes));
	}

	boolean byAnybody(Change change) {
		return by(change, (follower) -> true);
	}

	boolean by(Change change, PropertiesBean bean) {
		return by(change, (follower) -> follower.serves(bean.type()));
	}

	private boolean by(Change change, Predicate<RotationFollower> filter) {
		return this.taken.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getValue().contains(change) && filter.test(entry.getKey()));
	}

}
