package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Approach;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.ObjectSource;

/**
 * Keeps a snapshot up to date. Each look is one transaction: read, compare, ask the
 * validators, swap the snapshot, tell the listeners. What cannot be read keeps its value.
 * A vault that fails is left alone for longer and longer, at most an interval, and does
 * not keep others from being looked at. Has no thread of its own: somebody has to look
 * when {@link #next()} says. Thread-safe: there is one look at a time, and who comes
 * meanwhile waits.
 */
public final class RotationWatcher {

	private static final Logger logger = LoggerFactory.getLogger(RotationWatcher.class);

	private final ChangeDetector detector;

	private final Approvals approvals;

	private final List<RotationListener> listeners;

	private final SnapshotHolder current;

	private final LookSchedule schedule;

	private final Clock clock;

	private final Troubles troubles = new Troubles();

	RotationWatcher(RotationWatcherBuilder builder, SnapshotHolder current) {
		this.clock = builder.clock();
		this.current = current;
		this.detector = builder.detector();
		this.approvals = new Approvals(builder.validators());
		this.listeners = builder.listeners();
		Instant now = this.clock.instant();
		this.schedule = new LookSchedule(this.detector.vaults(), builder.settings(), builder.random(), now);
		TroubleFinder known = new TroubleFinder(now);
		known.addExpired(current.get(), this.detector.vaults());
		this.troubles.accept(known.troubles());
	}

	/**
	 * Prepare to watch.
	 * @param declarations what to watch
	 * @param source where objects are read
	 * @return a builder
	 */
	public static RotationWatcherBuilder builder(List<Declaration> declarations, ObjectSource source) {
		return new RotationWatcherBuilder(declarations, source);
	}

	/**
	 * Return when to look next.
	 * @return the moment; far in the future if there is no vault to look at
	 */
	public synchronized Instant next() {
		return this.schedule.next();
	}

	/**
	 * Return what keeps vaults and keys from following. Does not wait for a look.
	 * @return the troubles, of the last look at each vault
	 */
	public List<Trouble> troubles() {
		return this.troubles.all();
	}

	/**
	 * Look at the vaults whose time has come. Blocks until everything is read or the time
	 * to load is over.
	 * @return what came of it
	 */
	public synchronized LookResult look() {
		return look(this.schedule.due(this.clock.instant()));
	}

	/**
	 * Look at all vaults now, save those that asked to be left alone for longer.
	 * @return what came of it
	 */
	public synchronized LookResult lookAtAll() {
		return look(this.schedule.approachable(this.clock.instant()));
	}

	private LookResult look(Set<Vault> vaults) {
		Set<Vault> failing = new LinkedHashSet<>(vaults);
		failing.removeIf((vault) -> !this.schedule.isFailing(vault));
		Set<Vault> answering = new LinkedHashSet<>(vaults);
		answering.removeAll(failing);
		List<Change> changes = new ArrayList<>();
		List<Refusal> refusals = new ArrayList<>();
		for (Approval approval : List.of(look(answering, Approach.AT_ONCE), look(failing, Approach.ONE_FIRST))) {
			changes.addAll(approval.rotation().changes());
			refusals.addAll(approval.refusals());
		}
		return new LookResult(changes, refusals, this.troubles.all());
	}

	private Approval look(Set<Vault> vaults, Approach approach) {
		Snapshot before = this.current.get();
		if (vaults.isEmpty()) {
			return unchanged(before);
		}
		this.schedule.begun(vaults, this.clock.instant());
		Detected detected = this.detector.detect(vaults, before, approach);
		if (Thread.currentThread().isInterrupted()) {
			return unchanged(before);
		}
		Approval approval = this.approvals.approve(Rotation.between(before, detected.candidate()));
		this.current.swap(approval.rotation().after());
		plan(vaults, detected);
		note(vaults, detected, approval);
		tell(approval.rotation());
		return approval;
	}

	private static Approval unchanged(Snapshot snapshot) {
		return new Approval(Rotation.between(snapshot, snapshot), List.of());
	}

	private void plan(Set<Vault> vaults, Detected detected) {
		Instant now = this.clock.instant();
		Map<Vault, KeyVaultException> failures = new HashMap<>();
		TroubleFinder.failures(detected)
			.filter((failure) -> failure.reach() != Reach.OBJECT)
			.forEach((failure) -> failures.putIfAbsent(failure.vault(), failure));
		Set<Vault> answered = new LinkedHashSet<>(vaults);
		answered.removeAll(failures.keySet());
		this.schedule.answered(answered, now);
		failures.forEach((vault, failure) -> this.schedule.failed(vault, failure, now));
	}

	private void note(Set<Vault> vaults, Detected detected, Approval approval) {
		TroubleFinder found = new TroubleFinder(this.clock.instant());
		found.addFailures(detected, approval.rotation().after());
		found.addRefusals(approval.refusals());
		found.addExpired(approval.rotation().after(), vaults);
		this.troubles.update(vaults, found.troubles());
	}

	private void tell(Rotation rotation) {
		if (!rotation.changes().isEmpty()) {
			logger.info("Rotated {}", rotation);
			this.listeners.forEach((listener) -> tell(listener, rotation));
		}
	}

	@SuppressWarnings("checkstyle:IllegalCatch")
	private static void tell(RotationListener listener, Rotation rotation) {
		try {
			listener.onRotation(rotation);
		}
		catch (RuntimeException ex) {
			// The message is left out: it may quote a value.
			logger.error("The listener {} failed with {} at {}; others follow all the same",
					listener.getClass().getName(), ex.getClass().getName(), ex.getStackTrace()[0]);
		}
	}

}
