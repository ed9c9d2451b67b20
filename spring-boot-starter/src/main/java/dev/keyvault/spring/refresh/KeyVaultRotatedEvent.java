package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;

import dev.keyvault.rotation.Change;

/**
 * Published after a rotation, when everything that follows has followed. Tells keys and
 * versions, never values. Delivered by the thread of the rotation.
 */
public final class KeyVaultRotatedEvent extends ApplicationEvent {

	private final transient List<RotatedKey> keys;

	private final transient Set<String> marked = ConcurrentHashMap.newKeySet();

	KeyVaultRotatedEvent(ApplicationContext source, List<RotatedKey> keys) {
		super(source);
		this.keys = List.copyOf(keys);
	}

	/**
	 * Return what was rotated.
	 * @return the keys with another value than before, one at least
	 */
	public List<RotatedKey> keys() {
		return this.keys;
	}

	/**
	 * Return whether a key was rotated.
	 * @param key the name of the key, as it is declared
	 * @return whether it has another value than before
	 */
	public boolean has(String key) {
		return this.keys.stream().anyMatch((rotated) -> rotated.key().equals(key));
	}

	/**
	 * Say that a listener has taken the new value of a key, so that no warning names the
	 * key as one that nobody follows. To listen is not enough. Call it before the
	 * listener returns.
	 * @param key the name of the key, as it is declared
	 */
	public void markFollowed(String key) {
		this.marked.add(key);
	}

	boolean isMarked(Change change) {
		return this.marked.contains(change.key().value());
	}

	@Override
	public String toString() {
		return this.keys.stream()
			.map(RotatedKey::toString)
			.collect(Collectors.joining(", ", "KeyVaultRotatedEvent[", "]"));
	}

}
