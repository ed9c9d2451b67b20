package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.Backoff;
import dev.keyvault.target.Reconciler;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

/**
 * Keeps Secrets as they are declared. Writes only what differs, never fails because of a
 * Secret, and asks again no earlier than it says. Has no thread of its own: whoever uses
 * it calls {@link #apply} after every poll of the vaults, {@link #retry} when
 * {@link #retryAt} says so and when this replica becomes the leader, and {@link #repair}
 * when a watch tells of a change. Thread-safe, one call at a time.
 */
@Internal
public final class SecretReconciler implements AutoCloseable {

	private final KubernetesApi api;

	private final List<SecretDeclaration> secrets;

	private final LiveSecrets live;

	private final Reconciler<SecretId> reconciler;

	/**
	 * Create a reconciler.
	 * @param api the API server
	 * @param settings which Secrets are written, and by whom
	 * @param leadership says whether this replica writes
	 * @param unread says whether a key without a value may have one all the same, since
	 * its vault has not answered yet; the Secrets that it goes into stay as they are then
	 * @param timing tells the time, and how long to wait after failures
	 */
	public SecretReconciler(KubernetesApi api, SecretSettings settings, Leadership leadership,
			Predicate<DeclaredKey> unread, Timing timing) {
		SecretClient client = new SecretClient(api);
		Workload workload = (settings.pod() != null) ? new Workload(api, settings.pod()) : null;
		this.api = api;
		this.secrets = settings.secrets();
		this.live = new LiveSecrets(client);
		SecretPublisher publisher = new SecretPublisher(new SecretWriter(client, this.live, leadership),
				settings.application(), workload, unread, timing.clock());
		Map<SecretId, SecretDeclaration> declared = this.secrets.stream()
			.collect(Collectors.toMap(SecretDeclaration::id, Function.identity()));
		this.reconciler = new Reconciler<>(this.secrets.stream().map(SecretDeclaration::id).toList(),
				(id, values, trigger) -> publisher.publish(Objects.requireNonNull(declared.get(id)), values, trigger),
				timing.timer(), timing.backoff());
		api.comeback().listen(this.reconciler::release);
	}

	/**
	 * Write the Secrets that differ from what the values make of them. Takes one request
	 * for each Secret, none for those that are watched, and another one for each write.
	 * Once the API server does not answer it is not asked for the others.
	 * @param values the values, just read
	 * @return what became of each Secret, in the order of the declarations
	 */
	public List<WriteOutcome> apply(Snapshot values) {
		return this.reconciler.apply(values);
	}

	/**
	 * Poll again the Secrets whose time has come or that were left to another replica,
	 * with the values of the last {@link #apply}.
	 * @return what became of each of them
	 */
	public List<WriteOutcome> retry() {
		return this.reconciler.retry();
	}

	/**
	 * Return when {@link #retry} has something to do. Does not wait for a call under way.
	 * @return the time, or {@code null} if there is nothing to do
	 */
	public @Nullable Instant retryAt() {
		return this.reconciler.retryAt();
	}

	/**
	 * Poll a Secret that has changed, with the values of the last {@link #apply}. What
	 * another replica has written from other values stays until the next {@link #apply}.
	 * @param changed the Secret
	 * @return what became of it; empty if it is not declared, or before the first
	 * {@link #apply}
	 */
	public List<WriteOutcome> repair(SecretId changed) {
		return this.reconciler.repair(changed);
	}

	/**
	 * Call a listener when the API server answers again after an outage. {@link #retry}
	 * has something to do then.
	 * @param listener is called on a thread of the client, which it must not block
	 */
	public void onComeback(Runnable listener) {
		this.api.comeback().listen(listener);
	}

	/**
	 * Watch the Secrets, so that unchanged ones take no request and changes by others are
	 * known at once, and so is the end of an outage of the API server. Secrets that may
	 * not be watched take requests as before.
	 * @param listener gets the Secret that has changed, or may be written again, on a
	 * thread of the client, which it must not block
	 */
	public void watch(Consumer<SecretId> listener) {
		this.api.comeback().listen(() -> this.reconciler.release().forEach(listener));
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
	 * @return the outcomes, in the order of the declarations; {@link WriteResult#PENDING}
	 * for what was not polled yet
	 */
	public List<WriteOutcome> outcomes() {
		return this.reconciler.outcomes();
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

}
