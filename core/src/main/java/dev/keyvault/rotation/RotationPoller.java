package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.ReadStrategy;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.RedactedException;

/**
 * Keeps a snapshot up to date. Each poll is one transaction: read, compare, ask the
 * validators, swap the snapshot, tell the listeners. What cannot be read keeps its value.
 * A vault that fails is left alone for longer and longer, at most an interval, and does
 * not keep others from being polled. Has no thread of its own: somebody has to poll when
 * {@link #next()} says. Thread-safe: there is one poll at a time, and who comes meanwhile
 * waits.
 */
public final class RotationPoller {

	private final ChangeDetector detector;

	private final RotationReview approvals;

	private final Listeners listeners;

	private final SnapshotHolder current;

	private final PollSchedule schedule;

	private final Clock clock;

	private final Clock timer;

	private final Troubles troubles;

	private final PendingKeys pending;

	private final ExcludedKeysLog excluded;

	private boolean polling;

	RotationPoller(RotationPollerBuilder builder, SnapshotHolder current) {
		this.clock = builder.clock();
		this.timer = builder.timer();
		this.current = current;
		this.detector = builder.detector();
		this.approvals = new RotationReview(builder.validators());
		this.listeners = new Listeners(builder.listeners());
		this.pending = builder.pending();
		this.excluded = builder.excluded();
		Instant now = this.timer.instant();
		this.schedule = new PollSchedule(this.detector.vaults(), builder.settings(), builder.random(), now);
		builder.failures().forEach((vault, reasons) -> this.schedule.failed(vault, reasons, now));
		TroubleFinder known = new TroubleFinder(this.clock.instant());
		known.addVaults(builder.failures());
		known.addFallbacks(current.get(), this.detector.vaults());
		known.addExpired(current.get(), this.detector.vaults());
		this.troubles = new Troubles(known.findings());
	}

	/**
	 * Prepare to watch.
	 * @param declarations what to watch
	 * @param source where objects are read
	 * @return a builder
	 */
	public static RotationPollerBuilder builder(List<Declaration> declarations, ObjectSource source) {
		return new RotationPollerBuilder(declarations, source);
	}

	/**
	 * Return when to poll next, by the timer. Waits for a poll that is under way.
	 * @return the moment; far in the future if there is no vault to look at
	 */
	public synchronized Instant next() {
		return this.schedule.next();
	}

	/**
	 * Return how long to wait before polling next. Waits for a poll that is under way.
	 * @return the time, negative if a poll is overdue
	 */
	public Duration waitUntilNext() {
		return Duration.between(this.timer.instant(), next());
	}

	/**
	 * Return what keeps vaults and keys from following. Does not wait for a poll.
	 * @return the troubles, of the last poll of each vault
	 */
	public List<Trouble> troubles() {
		return this.troubles.all();
	}

	/**
	 * Return whether a key without a value may have one all the same: its vault has not
	 * answered since the start. Does not wait for a poll.
	 * @param declaration the name of the declaration that asks for the key
	 * @param key the key
	 * @return {@code false} once the vault has answered
	 */
	public boolean isPending(String declaration, NamedKey key) {
		return this.pending.contains(declaration, key);
	}

	/**
	 * Poll the vaults whose time has come. Blocks until everything is read or the time to
	 * load is over; a poll that is interrupted changes nothing.
	 * @return what came of it
	 * @throws IllegalStateException if a validator or a listener polls, or if the poll as
	 * a whole fails, which {@link #troubles()} tell until one succeeds
	 */
	public synchronized PollResult poll() {
		return poll(this.schedule.due(this.timer.instant()));
	}

	/**
	 * Poll all vaults now, save those that asked to be left alone for longer. Blocks and
	 * is interrupted as {@link #poll()} is.
	 * @return what came of it
	 * @throws IllegalStateException if a validator or a listener polls
	 */
	public synchronized PollResult pollAll() {
		return poll(this.schedule.approachable(this.timer.instant()));
	}

	private PollResult poll(Set<Vault> vaults) {
		if (this.polling) {
			throw new IllegalStateException("A poll is under way: validators and listeners must not poll themselves");
		}
		this.polling = true;
		try {
			return Isolation.call(() -> pollByStrategy(vaults), (thrown) -> {
				RedactedException failure = RedactedException.of(thrown);
				this.troubles.pollFailed(failure, this.clock.instant());
				throw new IllegalStateException("The poll failed unexpectedly with " + failure.describe(), failure);
			});
		}
		finally {
			this.polling = false;
		}
	}

	private PollResult pollByStrategy(Set<Vault> vaults) {
		Set<Vault> failing = this.schedule.failing(vaults);
		Set<Vault> answering = new LinkedHashSet<>(vaults);
		answering.removeAll(failing);
		List<Change> changes = new ArrayList<>();
		List<RejectedChange> rejected = new ArrayList<>();
		for (Approval approval : List.of(poll(answering, ReadStrategy.PARALLEL),
				poll(failing, ReadStrategy.PROBE_FIRST))) {
			changes.addAll(approval.rotation().changes());
			rejected.addAll(approval.rejected());
		}
		this.troubles.pollEnded();
		return new PollResult(changes, rejected, this.troubles.all());
	}

	private Approval poll(Set<Vault> vaults, ReadStrategy strategy) {
		Snapshot before = this.current.get();
		this.schedule.begun(vaults, this.timer.instant());
		if (vaults.isEmpty() || Thread.currentThread().isInterrupted()) {
			return unchanged(before);
		}
		Detected detected = this.detector.detect(vaults, before, strategy);
		return Thread.currentThread().isInterrupted() ? unchanged(before) : follow(vaults, before, detected);
	}

	private static Approval unchanged(Snapshot snapshot) {
		return new Approval(Rotation.between(snapshot, snapshot), List.of());
	}

	private Approval follow(Set<Vault> vaults, Snapshot before, Detected detected) {
		Approval approval = this.approvals.approve(Rotation.between(before, detected.candidate()));
		this.current.swap(approval.rotation().after());
		try {
			Map<Vault, List<KeyVaultException>> failures = detected.failuresOfVaults();
			plan(vaults, failures);
			this.troubles.update(vaults, failures.keySet(), find(vaults, detected, approval));
			this.excluded.tell(detected.found().excluded());
		}
		finally {
			this.listeners.tell(approval.rotation());
		}
		return approval;
	}

	private void plan(Set<Vault> vaults, Map<Vault, List<KeyVaultException>> failures) {
		Instant now = this.timer.instant();
		Set<Vault> answered = new LinkedHashSet<>(vaults);
		answered.removeAll(failures.keySet());
		this.schedule.answered(answered, now);
		this.pending.answered(answered);
		failures.forEach((vault, reasons) -> this.schedule.failed(vault, reasons, now));
	}

	private Map<Vault, List<Finding>> find(Set<Vault> vaults, Detected detected, Approval approval) {
		Snapshot after = approval.rotation().after();
		TroubleFinder found = new TroubleFinder(this.clock.instant());
		found.addVaults(detected.failuresOfVaults());
		found.addKeys(detected.found().failures(), after);
		found.addLists(detected.failedLists());
		found.addRejected(approval.rejected());
		found.addFallbacks(after, vaults);
		found.addExpired(after, vaults);
		return found.findings();
	}

}
