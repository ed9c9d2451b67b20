package dev.keyvault.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.LeaderElection.Time;

/**
 * What a replica knows of who leads. Thread-safe.
 */
final class LeaderSight {

	private static final ZonedDateTime LONG_AGO = Instant.EPOCH.atZone(ZoneOffset.UTC);

	private final LeaseSettings settings;

	private final Time time;

	private final CountDownLatch answered = new CountDownLatch(1);

	private @Nullable LeaderElectionRecord seen;

	private long seenAt;

	private long renewedAt;

	private boolean leading;

	private @Nullable String failure;

	LeaderSight(LeaseSettings settings, Time time) {
		this.settings = settings;
		this.time = time;
	}

	long now() {
		return this.time.nanoTime().getAsLong();
	}

	/**
	 * Take note of a Lease as it was read.
	 * @param read the Lease
	 * @return the same; renewed long ago if this replica has seen nobody renew it for as
	 * long as it lasts, even if it is said to have been renewed later than now
	 */
	synchronized LeaderElectionRecord read(LeaderElectionRecord read) {
		LeaderElectionRecord before = this.seen;
		if (before == null || !isSameTerm(before, read)) {
			this.seen = read;
			this.seenAt = now();
		}
		this.failure = null;
		boolean over = isPast(this.seenAt) || isOver(read);
		if (isHeldByAnother(read) && !over) {
			this.answered.countDown();
		}
		return over ? read.toBuilder().renewTime(LONG_AGO).build() : read;
	}

	private boolean isOver(LeaderElectionRecord lease) {
		ZonedDateTime renewed = lease.getRenewTime();
		return renewed == null
				|| !renewed.toInstant().plus(this.settings.duration()).isAfter(this.time.clock().instant());
	}

	private static boolean isSameTerm(LeaderElectionRecord one, LeaderElectionRecord other) {
		return Objects.equals(one.getHolderIdentity(), other.getHolderIdentity())
				&& Objects.equals(one.getRenewTime(), other.getRenewTime());
	}

	private boolean isHeldByAnother(@Nullable LeaderElectionRecord lease) {
		return lease != null && !Utils.isNullOrEmpty(lease.getHolderIdentity())
				&& !this.settings.replica().equals(lease.getHolderIdentity());
	}

	private boolean isPast(long since) {
		return now() - since >= this.settings.duration().toNanos();
	}

	/**
	 * Take note that the Lease was taken or renewed.
	 * @param asked when that was asked for
	 */
	synchronized void renewed(long asked) {
		this.renewedAt = asked;
		this.failure = null;
	}

	/**
	 * Take note that the API server did not do what was asked.
	 * @param reason why not, as a sentence
	 */
	synchronized void failed(String reason) {
		this.failure = reason;
		this.answered.countDown();
	}

	synchronized void lead() {
		this.leading = true;
		this.answered.countDown();
	}

	synchronized void follow() {
		this.leading = false;
	}

	/**
	 * Return whether this replica leads, and has renewed the Lease in time.
	 * @return whether no other one can lead now
	 */
	synchronized boolean isLeader() {
		return this.leading && !isPast(this.renewedAt);
	}

	boolean await(Duration patience) throws InterruptedException {
		boolean known = this.answered.await(patience.toNanos(), TimeUnit.NANOSECONDS);
		return known && vacancy() == null;
	}

	synchronized @Nullable String vacancy() {
		if (isLeader() || (this.failure == null && isHeldByAnother(this.seen))) {
			return null;
		}
		return "No replica is known to lead (Lease '%s' in namespace '%s')%s".formatted(this.settings.name(),
				this.settings.namespace(), (this.failure != null) ? ": " + this.failure : ".");
	}

}
