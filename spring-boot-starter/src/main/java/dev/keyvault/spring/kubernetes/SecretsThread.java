package dev.keyvault.spring.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.SecretReconciler;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * The one thread on which Secrets are kept. After each task it plans when to try again
 * what could not be written. A task that fails ends nothing.
 */
final class SecretsThread {

	private static final Log logger = LogFactory.getLog(SecretsLifecycle.class);

	private static final Duration END = Duration.ofSeconds(5);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration SHORTEST = Duration.ofMillis(10);

	private final SecretReconciler target;

	private final ScheduledExecutorService executor;

	private final Clock clock;

	private boolean started;

	private @Nullable ScheduledFuture<?> retry;

	private @Nullable ScheduledFuture<?> repeated;

	SecretsThread(SecretReconciler target, ScheduledExecutorService executor, Clock clock) {
		this.target = target;
		this.executor = executor;
		this.clock = clock;
	}

	void submit(Runnable task) {
		try {
			this.executor.execute(() -> run(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The context is closed: Kubernetes Secrets are not kept any more");
		}
	}

	/**
	 * Run a task, and wait for its end.
	 * @param task the task
	 * @param patience how long to wait at most
	 * @return whether the task has ended; if not, it goes on
	 * @throws InterruptedException if whoever waits is interrupted, which the task is not
	 */
	boolean await(Runnable task, Duration patience) throws InterruptedException {
		try {
			this.executor.submit(() -> run(task)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A task that keeps Secrets has failed", ex);
		}
	}

	/**
	 * Run a task now and every second until a condition holds.
	 * @param task the task
	 * @param condition is asked after each run
	 * @param patience how long to wait at most
	 * @return whether the condition holds
	 * @throws InterruptedException if whoever waits is interrupted, which the task is not
	 */
	boolean repeatUntil(Runnable task, BooleanSupplier condition, Duration patience) throws InterruptedException {
		CompletableFuture<Boolean> ended = new CompletableFuture<>();
		ScheduledFuture<?> running = this.executor.scheduleWithFixedDelay(() -> {
			run(task);
			if (condition.getAsBoolean()) {
				ended.complete(true);
			}
		}, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		try {
			return ended.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS).get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A condition that is waited for cannot be asked", ex);
		}
		finally {
			running.cancel(false);
		}
	}

	private void run(Runnable task) {
		Isolation.run(task, (thrown) -> {
			RedactedException failure = RedactedException.of(thrown);
			logger.error("Keeping Kubernetes Secrets failed with " + failure.describe() + "; it is tried again",
					failure);
		});
		Isolation.run(this::planRetry, (thrown) -> planRetry());
	}

	private synchronized void planRetry() {
		cancel(this.retry);
		Instant due = this.target.retryAt();
		if (due != null && this.started && !this.executor.isShutdown()) {
			long millis = Duration.between(this.clock.instant(), due).toMillis();
			this.retry = this.executor.schedule(() -> run(this.target::retry), Math.max(millis, SHORTEST.toMillis()),
					TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Begin to retry, and to repeat a task.
	 * @param task what is repeated
	 * @param interval the time between the end of one run and the start of the next
	 */
	synchronized void start(Runnable task, Duration interval) {
		this.started = true;
		cancel(this.repeated);
		this.repeated = this.executor.scheduleWithFixedDelay(() -> run(task), interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
		planRetry();
	}

	/**
	 * End what {@link #start} has begun.
	 */
	synchronized void stop() {
		this.started = false;
		cancel(this.retry);
		cancel(this.repeated);
	}

	private static void cancel(@Nullable ScheduledFuture<?> planned) {
		if (planned != null) {
			planned.cancel(false);
		}
	}

	void close() throws InterruptedException {
		stop();
		this.executor.shutdownNow();
		this.executor.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
	}

}
