package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;

/**
 * Published after a rotation, when everything that follows has followed. Tells keys and
 * versions, never values. Delivered by the thread of the rotation.
 */
public final class KeyVaultRotatedEvent extends ApplicationEvent {

	private final transient List<RotatedKey> keys;

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

	@Override
	public String toString() {
		return this.keys.stream()
			.map(RotatedKey::toString)
			.collect(Collectors.joining(", ", "KeyVaultRotatedEvent[", "]"));
	}

}
