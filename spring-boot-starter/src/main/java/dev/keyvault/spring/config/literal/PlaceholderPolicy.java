package dev.keyvault.spring.config.literal;

import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

import dev.keyvault.Internal;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * Decides in which values placeholders are resolved, and finds values for which an
 * environment does not keep to that. Immutable.
 */
@Internal
public final class PlaceholderPolicy {

	/**
	 * Placeholders are resolved in no value.
	 */
	public static final PlaceholderPolicy LITERAL = new PlaceholderPolicy(Set.of(), true);

	private final Set<String> vaults;

	private final boolean escapes;

	private PlaceholderPolicy(Set<String> vaults, boolean escapes) {
		this.vaults = Set.copyOf(vaults);
		this.escapes = escapes;
	}

	/**
	 * Create a policy.
	 * @param environment resolves placeholders
	 * @param vaults the names of the vaults in whose values placeholders are resolved
	 * @return the policy
	 */
	public static PlaceholderPolicy of(PropertyResolver environment, Set<String> vaults) {
		return new PlaceholderPolicy(vaults, Placeholders.canBeEscapedIn(environment));
	}

	/**
	 * Return whether placeholders in a value are resolved, which its vault has to ask
	 * for.
	 * @param entry the value
	 * @return {@code false} if the value stands for nothing but itself
	 */
	public boolean resolves(Entry entry) {
		return this.vaults.contains(entry.mapping().vault().name());
	}

	/**
	 * Resolve placeholders in a value.
	 * @param value the value
	 * @param resolver resolves placeholders
	 * @return the value that applications see
	 */
	public SensitiveValue resolve(SensitiveValue value, UnaryOperator<String> resolver) {
		try {
			return SensitiveValue.of(resolver.apply(value.reveal()));
		}
		catch (IllegalArgumentException ex) {
			// A placeholder that leads to itself resolves to nothing anybody could see.
			return value;
		}
	}

	/**
	 * Find out why a value cannot arrive as it is.
	 * @param key the key
	 * @param entry the value
	 * @return a sentence that holds no value, or {@code null} if the value arrives as it
	 * is
	 */
	public @Nullable String findResolution(NamedKey key, Entry entry) {
		if (this.escapes || resolves(entry) || !Placeholders.areIn(entry.value().reveal())) {
			return null;
		}
		return "The value of key '%s', from %s, looks as if it had a placeholder, and Spring would resolve it: "
			.formatted(key, entry.origin().describe()) + "the escape character of placeholders is not the backslash.";
	}

	/**
	 * Find out why an intended placeholder cannot be resolved.
	 * @param key the key
	 * @param entry the value
	 * @param environment resolves placeholders
	 * @return a sentence that holds no value, or {@code null} if every placeholder can be
	 * resolved, or another property takes the place of the value
	 */
	public @Nullable String findOpenEnd(NamedKey key, Entry entry, PropertyResolver environment) {
		boolean open = resolves(entry) && fails(() -> environment.getProperty(key.value()))
				&& fails(() -> environment.resolveRequiredPlaceholders(entry.value().reveal()));
		return open ? "The value of key '%s', from %s, has a placeholder that nothing resolves.".formatted(key,
				entry.origin().describe()) : null;
	}

	private static boolean fails(Runnable resolution) {
		try {
			resolution.run();
			return false;
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

}
