package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.keyvault.Internal;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.ObjectInspection;
import dev.keyvault.snapshot.ReadStrategy;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.Problem;
import dev.keyvault.source.RedactedException;

/**
 * Keeps a snapshot up to date. Each poll is one transaction: read, compare, ask the
 * validators, swap the snapshot, tell the listeners. What cannot be read keeps its value.
 * A vault that fails is left alone for longer and longer, at most an interval, and does
 * not keep others from being polled. Has no thread of its own: somebody has to poll when
 * {@link #next()} says. Thread-safe: there is one poll at a time, and who comes meanwhile
 * waits.
 */
@Internal
public final class RotationPoller {

	private final ChangeDetector detector;

	private final RotationReview review;

	private final Listeners listeners;

	private final SnapshotHolder current;

	private final PollSchedule schedule;

	private final Clock clock;

	private final Clock timer;

	private final ProblemLog problems;

	private final PendingKeys pending;

	private final ReportedKeys excluded;

	private boolean polling;

	RotationPoller(RotationPollerBuilder builder, SnapshotHolder current) {
		this.clock = builder.clock();
		this.timer = builder.timer();
		this.current = current;
		this.detector = builder.detector();
		this.review = new RotationReview(builder.validators());
		this.listeners = new Listeners(builder.listeners());
		this.pending = builder.pending();
		this.excluded = builder.excluded();
		Instant now = this.timer.instant();
		this.schedule = new PollSchedule(this.detector.vaults(), builder.settings(), builder.random(), now);
		builder.failures().forEach((vault, reasons) -> this.schedule.failed(vault, reasons, now));
		ProblemFinder known = new ProblemFinder(this.clock.instant());
		known.addVaults(builder.failures());
		known.addFallbacks(current.get(), this.detector.vaults());
		known.addExpired(current.get(), this.detector.vaults());
		this.problems = new ProblemLog(known.problems(), builder.spelling(), this.timer);
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
	 * @return the problems, of the last poll of each vault
	 */
	public List<Problem> problems() {
		return this.problems.all();
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
	 * a whole fails, which {@link #problems()} reports until one succeeds
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
				this.problems.pollFailed(failure, this.clock.instant());
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
		for (RotationReview.Result review : List.of(poll(answering, ReadStrategy.PARALLEL),
				poll(failing, ReadStrategy.PROBE_FIRST))) {
			changes.addAll(review.rotation().changes());
			rejected.addAll(review.rejected());
		}
		this.problems.pollEnded();
		return new PollResult(changes, rejected, this.problems.all());
	}

	private RotationReview.Result poll(Set<Vault> vaults, ReadStrategy strategy) {
		Snapshot before = this.current.get();
		this.schedule.begun(vaults, this.timer.instant());
		if (vaults.isEmpty() || Thread.currentThread().isInterrupted()) {
			return RotationReview.Result.unchanged(before);
		}
		ChangeDetector.Result detected = this.detector.detect(vaults, before, strategy);
		return Thread.currentThread().isInterrupted() ? RotationReview.Result.unchanged(before)
				: follow(vaults, before, detected);
	}

	private RotationReview.Result follow(Set<Vault> vaults, Snapshot before, ChangeDetector.Result detected) {
		RotationReview.Result review = this.review.review(Rotation.between(before, detected.candidate()));
		this.current.swap(review.rotation().after());
		try {
			Map<Vault, List<KeyVaultException>> failures = detected.failuresOfVaults();
			plan(vaults, failures);
			this.problems.update(vaults, failures.keySet(), find(vaults, detected, review));
			this.problems.warn(this.excluded.findNew(detected.found().excluded()));
			this.problems.warn(findFlaws(review.rotation().changes()));
		}
		finally {
			this.listeners.tell(review.rotation());
		}
		return review;
	}

	private List<Problem> findFlaws(List<Change> changes) {
		ObjectInspection inspection = new ObjectInspection(this.clock.instant());
		return changes.stream().flatMap((change) -> change.findFlaws(inspection)).distinct().toList();
	}

	private void plan(Set<Vault> vaults, Map<Vault, List<KeyVaultException>> failures) {
		Instant now = this.timer.instant();
		Set<Vault> answered = new LinkedHashSet<>(vaults);
		answered.removeAll(failures.keySet());
		this.schedule.answered(answered, now);
		this.pending.answered(answered);
		failures.forEach((vault, reasons) -> this.schedule.failed(vault, reasons, now));
	}

	private Map<Vault, List<Problem>> find(Set<Vault> vaults, ChangeDetector.Result detected,
			RotationReview.Result review) {
		Snapshot after = review.rotation().after();
		ProblemFinder found = new ProblemFinder(this.clock.instant());
		found.addVaults(detected.failuresOfVaults());
		found.addKeys(detected.found().failures(), after);
		found.addLists(detected.failedLists());
		found.addRejected(review.rejected());
		found.addFallbacks(after, vaults);
		found.addExpired(after, vaults);
		return found.problems();
	}

}
