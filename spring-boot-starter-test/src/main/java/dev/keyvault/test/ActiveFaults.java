package dev.keyvault.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one vault and the requests that wait because of them.
 */
final class ActiveFaults {

	private final List<Trap> traps = new CopyOnWriteArrayList<>();

	private volatile CountDownLatch release = new CountDownLatch(1);

	void add(Pattern paths, int times, FaultBehavior behavior) {
		this.traps.add(new Trap(paths, new AtomicInteger(times), behavior));
	}

	void clear() {
		CountDownLatch waiting = this.release;
		this.traps.clear();
		this.release = new CountDownLatch(1);
		waiting.countDown();
	}

	/**
	 * Return what holds requests until the faults that there are now are cleared. A
	 * request that was caught just before that is not held by what comes after it.
	 * @return the hold
	 */
	Hold hold() {
		return new Hold(this.release);
	}

	RequestHandler before(RequestHandler next) {
		return (request) -> {
			ResponseDefinition response = meet(request, () -> next.handle(request));
			return (response != null) ? response : next.handle(request);
		};
	}

	private @Nullable ResponseDefinition meet(VaultRequest request, Supplier<ResponseDefinition> usual) {
		for (Trap trap : this.traps) {
			ResponseDefinition response = trap.catches(request) ? trap.behavior().respond(usual) : null;
			if (response != null) {
				return response;
			}
		}
		return null;
	}

	/**
	 * Holds requests.
	 *
	 * @param release lets go of them
	 */
	record Hold(CountDownLatch release) {

		/**
		 * Wait.
		 * @param time how long at most
		 * @return whether the request was let go of before that
		 */
		boolean await(Duration time) {
			try {
				return this.release.await(time.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

	}

	private record Trap(Pattern paths, AtomicInteger remaining, FaultBehavior behavior) {

		boolean catches(VaultRequest request) {
			return this.paths.matcher(request.path()).matches()
					&& this.remaining.getAndUpdate((count) -> Math.max(0, count - 1)) > 0;
		}

	}

}
