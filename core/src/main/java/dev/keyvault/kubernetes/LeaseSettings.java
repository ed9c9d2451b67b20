package dev.keyvault.kubernetes;

import java.time.Duration;

import dev.keyvault.Internal;

/**
 * The Lease that replicas share, and this replica's name.
 *
 * @param namespace the namespace of the Lease
 * @param name the name of the Lease, up to 253 lower-case letters, digits, dashes or dots
 * @param replica the name of this replica; no two have the same at any time, so that a
 * host name alone is not enough
 * @param duration how long a replica leads without renewing the Lease
 */
@Internal
public record LeaseSettings(String namespace, String name, String replica, Duration duration) {

	/**
	 * How long a replica leads without renewing the Lease if nothing else is said: 15
	 * seconds.
	 */
	public static final Duration DEFAULT_DURATION = Duration.ofSeconds(15);

	public LeaseSettings {
		if (!SecretId.NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"'%s' is not the name of a Lease: expected up to 253 lower-case letters, digits, dashes or dots"
						.formatted(name));
		}
		if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("A Lease must last one second at least");
		}
	}

	/**
	 * Return the same Lease with another duration.
	 * @param other how long a replica leads without renewing it
	 * @return the settings
	 */
	public LeaseSettings lasting(Duration other) {
		return new LeaseSettings(this.namespace, this.name, this.replica, other);
	}

	Duration renewDeadline() {
		return this.duration.multipliedBy(2).dividedBy(3);
	}

	Duration retryPeriod() {
		return this.duration.dividedBy(7);
	}

}
