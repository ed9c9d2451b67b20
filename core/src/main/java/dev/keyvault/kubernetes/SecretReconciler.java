package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.Reach;
import dev.keyvault.kubernetes.SecretOutcome.Result;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.snapshot.Snapshot;

/**
 * Keeps Secrets as they are declared. Writes only what differs, never fails because of a
 * Secret, and asks again no earlier than it says. Has no thread of its own: whoever uses
 * it calls {@link #apply} after every poll of the vaults, {@link #retry} when
 * {@link #retryAt} says so and when this replica becomes the leader, and {@link #repair}
 * when a watch tells of a change. Thread-safe, one call at a time.
 */
public final class SecretReconciler implements AutoCloseable {

	private final KubernetesApi api;

	private final List<SecretDeclaration> secrets;

	private final LiveSecrets live;

	private final SecretPublisher publisher;

	private final RetrySchedule schedule;

	private final OutcomeLog log = new OutcomeLog();

	private Snapshot snapshot = Snapshot.EMPTY;

	/**
	 * Create a target.
	 * @param api the API server
	 * @param settings which Secrets are written, and by whom
	 * @param leadership says whether this replica writes
	 * @param unread says whether a key without a value may have one all the same, since
	 * its vault has not answered yet; the Secrets that it goes into stay as they are then
	 * @param timing tells the time, and how long to wait after failures
	 */
	public SecretReconciler(KubernetesApi api, TargetSettings settings, Leadership leadership,
			Predicate<DeclaredKey> unread, Timing timing) {
		SecretClient client = new SecretClient(api);
		Workload workload = (settings.pod() != null) ? new Workload(api, settings.pod()) : null;
		this.api = api;
		this.secrets = settings.secrets();
		this.live = new LiveSecrets(client);
		this.publisher = new SecretPublisher(new SecretWriter(client, this.live, leadership), settings.application(),
				workload, unread, timing.clock());
		this.schedule = new RetrySchedule(timing.timer(), timing.backoff());
		api.comeback().listen(this.schedule::release);
	}

	/**
	 * Write the Secrets that differ from what the values make of them. Takes one request
	 * for each Secret, none for those that are watched, and another one for each write.
	 * Once the API server does not answer it is not asked for the others.
	 * @param values the values, just read
	 * @return what became of each Secret, in the order of the declarations
	 */
	public synchronized List<SecretOutcome> apply(Snapshot values) {
		this.snapshot = values;
		return poll((secret) -> true, (id) -> Trigger.CYCLE);
	}

	/**
	 * Poll again the Secrets whose time has come or that were left to another replica,
	 * with the values of the last {@link #apply}.
	 * @return what became of each of them
	 */
	public synchronized List<SecretOutcome> retry() {
		return poll(this.schedule::isDue, this.schedule::triggerOfChange);
	}

	/**
	 * Return when {@link #retry} has something to do. Does not wait for a call under way.
	 * @return the time, or {@code null} if there is nothing to do
	 */
	public @Nullable Instant retryAt() {
		return this.schedule.earliest();
	}

	/**
	 * Poll a Secret that has changed, with the values of the last {@link #apply}. What
	 * another replica has written from other values stays until the next {@link #apply}.
	 * @param changed the Secret
	 * @return what became of it; empty if it is not declared, or before the first
	 * {@link #apply}
	 */
	public synchronized List<SecretOutcome> repair(SecretId changed) {
		return poll((id) -> id.equals(changed) && this.schedule.isKnown(id), this.schedule::triggerOfChange);
	}

	private List<SecretOutcome> poll(Predicate<SecretId> choice, Triggers triggers) {
		List<SecretOutcome> outcomes = new ArrayList<>();
		KubernetesException outage = null;
		for (SecretDeclaration secret : this.secrets) {
			if (choice.test(secret.id())) {
				SecretOutcome outcome = poll(secret, triggers.of(secret.id()), outage);
				outage = (outage != null) ? outage : findOutage(outcome);
				outcomes.add(outcome);
			}
		}
		return outcomes;
	}

	private SecretOutcome poll(SecretDeclaration secret, Trigger trigger, @Nullable KubernetesException outage) {
		SecretOutcome pending = this.schedule.findPending(secret.id(), trigger);
		if (pending != null) {
			return pending;
		}
		SecretOutcome outcome = (outage != null) ? SecretOutcome.failed(secret.id(), outage)
				: this.publisher.publish(secret, this.snapshot, trigger);
		this.log.log(outcome);
		return this.schedule.note(outcome, trigger);
	}

	private static @Nullable KubernetesException findOutage(SecretOutcome outcome) {
		KubernetesException failure = outcome.failure();
		return (failure != null && failure.reach() == Reach.SERVER) ? failure : null;
	}

	/**
	 * Be told when the API server answers again after it was away. {@link #retry} has
	 * something to do then.
	 * @param listener is told, on a thread of the client that it must not hold up
	 */
	public void onComeback(Runnable listener) {
		this.api.comeback().listen(listener);
	}

	/**
	 * Watch the Secrets, so that unchanged ones take no request and changes by others are
	 * known at once, and so is the comeback of an API server that was away. Secrets that
	 * may not be watched take requests as before.
	 * @param listener is told which Secret has changed, or may be written again, on a
	 * thread of the client that it must not hold up
	 */
	public void watch(Consumer<SecretId> listener) {
		this.api.comeback().listen(() -> this.schedule.release().forEach(listener));
		this.secrets.forEach((secret) -> this.live.add(new SecretWatch(secret.id(), this.api.client(), listener)));
	}

	/**
	 * Return whether a Secret is watched at the moment.
	 * @param id the Secret
	 * @return whether polling it takes no request
	 */
	public boolean isWatching(SecretId id) {
		return this.live.isWatching(id);
	}

	/**
	 * Return what became of each Secret when it was last polled. Does not wait for a call
	 * under way.
	 * @return the outcomes, in the order of the declarations; {@link Result#PENDING} for
	 * what was not polled yet
	 */
	public List<SecretOutcome> outcomes() {
		return this.secrets.stream().map((secret) -> this.schedule.outcome(secret.id())).toList();
	}

	/**
	 * End the watches. The connection stays open.
	 */
	@Override
	public void close() {
		this.live.close();
	}

	/**
	 * The time, and how long to wait.
	 *
	 * @param clock tells the time
	 * @param timer tells how time passes, whatever is done to the clock
	 * @param backoff how long to wait after failures
	 */
	public record Timing(Clock clock, Clock timer, Backoff backoff) {

	}

	/**
	 * Tells why each Secret is polled.
	 */
	@FunctionalInterface
	private interface Triggers {

		Trigger of(SecretId id);

	}

}
