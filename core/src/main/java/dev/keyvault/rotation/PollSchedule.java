package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

import dev.keyvault.object.Vault;
import dev.keyvault.source.KeyVaultException;

/**
 * When each vault is polled next. Vaults that answer are polled together, once per
 * interval. A vault that fails is polled by itself: first after a sixteenth of the
 * interval, then twice as long each time, at most an interval, each less up to a half by
 * chance; and not before the time that the vault itself asks for, at most an hour.
 */
final class PollSchedule {

	private static final int SHORTEST = 16;

	private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

	private static final Duration LONGEST_ASKED = Duration.ofHours(1);

	private final RotationSettings settings;

	private final DoubleSupplier random;

	private final Map<Vault, Instant> due = new LinkedHashMap<>();

	private final Map<Vault, Failing> failing = new HashMap<>();

	private Instant regular = Instant.MIN;

	PollSchedule(Collection<Vault> vaults, RotationSettings settings, DoubleSupplier random, Instant start) {
		this.settings = settings;
		this.random = random;
		answered(vaults, start);
	}

	Set<Vault> due(Instant now) {
		Set<Vault> vaults = new LinkedHashSet<>(this.due.keySet());
		vaults.removeIf((vault) -> now.isBefore(this.due.get(vault)));
		return vaults;
	}

	/**
	 * Return the vaults that do not ask to be left alone for now.
	 * @param now the time
	 * @return the vaults, due or not
	 */
	Set<Vault> approachable(Instant now) {
		Set<Vault> vaults = new LinkedHashSet<>(this.due.keySet());
		this.failing.forEach((vault, state) -> {
			if (now.isBefore(state.notBefore())) {
				vaults.remove(vault);
			}
		});
		return vaults;
	}

	/**
	 * Return the vaults that did not answer when last polled.
	 * @param vaults the vaults asked about
	 * @return those that fail
	 */
	Set<Vault> failing(Set<Vault> vaults) {
		Set<Vault> known = new LinkedHashSet<>(vaults);
		known.retainAll(this.failing.keySet());
		return known;
	}

	Instant next() {
		return this.due.values().stream().min(Comparator.naturalOrder()).orElse(NEVER);
	}

	/**
	 * Note that a poll of vaults has begun. However it ends, the next one is not due at
	 * once.
	 * @param vaults the vaults
	 * @param now the time
	 */
	void begun(Collection<Vault> vaults, Instant now) {
		vaults.forEach((vault) -> this.due.put(vault, now.plus(this.settings.interval())));
	}

	/**
	 * Note that vaults have answered. They are polled next when all others that answer
	 * are.
	 * @param vaults the vaults
	 * @param now the time
	 */
	void answered(Collection<Vault> vaults, Instant now) {
		if (!now.isBefore(this.regular)) {
			double share = 1 + this.settings.jitter() * (2 * this.random.getAsDouble() - 1);
			this.regular = now.plus(share(this.settings.interval(), share));
		}
		for (Vault vault : vaults) {
			this.failing.remove(vault);
			this.due.put(vault, this.regular);
		}
	}

	/**
	 * Note that a vault has failed. It is polled next when the longest of the times has
	 * passed that it asks for.
	 * @param vault the vault
	 * @param failures why, once at least
	 * @param now the time
	 */
	void failed(Vault vault, Collection<KeyVaultException> failures, Instant now) {
		Failing before = this.failing.get(vault);
		int times = (before != null) ? before.times() + 1 : 1;
		Instant notBefore = now
			.plus(failures.stream().map(PollSchedule::asked).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
		Instant backedOff = now.plus(backoff(times));
		this.failing.put(vault, new Failing(times, notBefore));
		this.due.put(vault, backedOff.isBefore(notBefore) ? notBefore : backedOff);
	}

	private static Duration asked(KeyVaultException failure) {
		Duration asked = failure.retryAfter();
		if (asked == null) {
			return Duration.ZERO;
		}
		return (asked.compareTo(LONGEST_ASKED) < 0) ? asked : LONGEST_ASKED;
	}

	private Duration backoff(int times) {
		double share = Math.min(1, Math.scalb(1.0 / SHORTEST, times - 1));
		return share(this.settings.interval(), share * (1 - this.random.getAsDouble() / 2));
	}

	private static Duration share(Duration time, double share) {
		return Duration.ofNanos((long) (time.toNanos() * share));
	}

	/**
	 * The state of a vault that does not answer.
	 *
	 * @param times how many polls have failed in a row
	 * @param notBefore until when the vault asks to be left alone
	 */
	private record Failing(int times, Instant notBefore) {

	}

}
