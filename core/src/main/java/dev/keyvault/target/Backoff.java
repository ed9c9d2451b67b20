package dev.keyvault.target;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * How long to wait after failures that follow each other: twice as long each time, up to
 * a limit, of which chance takes up to a half away so that replicas spread.
 *
 * @param first the time after the first failure
 * @param limit the longest time
 * @param random gives numbers from 0 to 1
 */
@Internal
public record Backoff(Duration first, Duration limit, DoubleSupplier random) {

	private static final int MAX_DOUBLINGS = 30;

	public Backoff {
		if (first.isNegative() || first.isZero() || first.compareTo(limit) > 0) {
			throw new IllegalArgumentException(
					"The first time to wait must be longer than zero and at most the longest one");
		}
	}

	/**
	 * Wait 2 seconds at first and 5 minutes at most.
	 * @param random gives numbers from 0 to 1
	 * @return the back-off
	 */
	public static Backoff create(DoubleSupplier random) {
		return new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), random);
	}

	/**
	 * Return how long to wait.
	 * @param failures how many failures there were in a row, one at least
	 * @param atLeast what the target asks for, or {@code null} if it does not say
	 * @return the time to wait
	 */
	Duration delay(int failures, @Nullable Duration atLeast) {
		Duration doubled = this.first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
		Duration capped = (doubled.compareTo(this.limit) < 0) ? doubled : this.limit;
		Duration spread = Duration.ofMillis((long) (capped.toMillis() * (1 - this.random.getAsDouble() / 2)));
		return (atLeast != null && atLeast.compareTo(spread) > 0) ? atLeast.plus(spread) : spread;
	}

}
