package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.keyvault.Internal;
import dev.keyvault.rotation.Change;

/**
 * The followers of one rotation, and the changes that each has followed.
 */
@Internal
public final class Followed {

	private final Map<RotationFollower, Set<Change>> changes = new LinkedHashMap<>();

	private final Set<Change> marked = new LinkedHashSet<>();

	Followed() {
	}

	void add(RotationFollower follower, Collection<Change> followed) {
		this.changes.put(follower, Set.copyOf(followed));
	}

	void mark(Change change) {
		this.marked.add(change);
	}

	/**
	 * Return whether a listener of {@link KeyVaultRotatedEvent} has followed a change.
	 * @param change the change
	 * @return whether a listener has said so
	 */
	public boolean isMarked(Change change) {
		return this.marked.contains(change);
	}

	/**
	 * Return whether something has followed a change.
	 * @param change the change
	 * @return whether a follower or a listener has
	 */
	public boolean byAnything(Change change) {
		return isMarked(change) || by(change, (follower) -> true);
	}

	/**
	 * Return whether a follower that serves a configuration properties type has followed
	 * a change.
	 * @param change the change
	 * @param type the type
	 * @return whether such a follower has
	 * @see RotationFollower#serves(Class)
	 */
	public boolean byServing(Change change, Class<?> type) {
		return by(change, (follower) -> follower.serves(type));
	}

	private boolean by(Change change, Predicate<RotationFollower> filter) {
		return this.changes.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getValue().contains(change) && filter.test(entry.getKey()));
	}

}
