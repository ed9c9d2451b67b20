package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import dev.keyvault.rotation.RotationPoller;
import dev.keyvault.source.Problem;

/**
 * Polls the vaults now instead of when the interval is over. Thread-safe. Callers that
 * come while a poll is under way share the next one, so that each sees at least what was
 * in the vault when it called.
 */
public final class KeyVaultRefresher {

	private final RotationPoller poller;

	private final RotationThread thread;

	private final FollowerProblems followers;

	private final OverriddenKeys overridden;

	KeyVaultRefresher(RotationPoller poller, RotationThread thread, FollowerProblems followers,
			OverriddenKeys overridden) {
		this.poller = poller;
		this.thread = thread;
		this.followers = followers;
		this.overridden = overridden;
	}

	/**
	 * Poll all vaults and let beans follow. Blocks until all have followed. A vault that
	 * asked for a longer pause is not polled.
	 * @return what changed, what was rejected and why, and what failed
	 * @throws IllegalStateException if the context is closed, or if the caller is itself
	 * following a rotation, which would have to wait for itself; use
	 * {@link #requestRefresh()} there
	 */
	public RefreshResult refresh() {
		if (this.thread.isCurrent()) {
			throw new IllegalStateException(
					"refresh() waits for a rotation and was called while following one: call requestRefresh() instead");
		}
		try {
			return RefreshResult.of(this.thread.submit().join(), this.followers.all());
		}
		catch (CancellationException ex) {
			throw new IllegalStateException("The application context is closed: keys are not refreshed any more", ex);
		}
		catch (CompletionException ex) {
			throw new IllegalStateException("The refresh failed unexpectedly", ex.getCause());
		}
	}

	/**
	 * Ask for a poll as soon as possible, and return at once. Does nothing once the
	 * context is closed.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	public void requestRefresh() {
		this.thread.submit();
	}

	/**
	 * Return what keeps vaults, keys and followers from following. Does not wait for a
	 * poll.
	 * @return the problems, each since when it is there; empty if all is well
	 */
	public List<Problem> problems() {
		return Stream.concat(this.poller.problems().stream(), this.followers.all().stream()).toList();
	}

	/**
	 * Return the imported keys that another property source overrides, such as variables
	 * of the environment or what Spring Cloud has decrypted at the start.
	 * @return the keys whose rotation has no effect now
	 */
	public List<OverriddenKey> overriddenKeys() {
		return this.overridden.find();
	}

}
