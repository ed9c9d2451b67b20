package dev.keyvault.kubernetes;

import java.time.Duration;

/**
 * The Lease that replicas share, and this replica's name.
 *
 * @param namespace the namespace of the Lease
 * @param name the name of the Lease
 * @param replica the name of this replica, such as that of its pod; no two have the same
 * @param duration how long a replica leads without renewing the Lease
 */
public record LeaseSettings(String namespace, String name, String replica, Duration duration) {

	/**
	 * How long a replica leads without renewing the Lease if nothing else is said: 15
	 * seconds.
	 */
	public static final Duration DEFAULT_DURATION = Duration.ofSeconds(15);

	public LeaseSettings {
		if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("A Lease must last one second at least");
		}
	}

	Duration renewDeadline() {
		return this.duration.multipliedBy(2).dividedBy(3);
	}

	Duration retryPeriod() {
		return this.duration.dividedBy(7);
	}

}
