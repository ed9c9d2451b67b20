package dev.keyvault.spring.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.Internal;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * One thread that polls when it is time, and runs other tasks in between. After each task
 * it plans the next poll anew. A task that fails is logged without its message, which may
 * hold a value, and ends nothing.
 */
@Internal
public final class PollingWorker {

	private static final Logger logger = LoggerFactory.getLogger(PollingWorker.class);

	private static final Duration END = Duration.ofSeconds(5);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration SHORTEST = Duration.ofMillis(10);

	private final String work;

	private final Runnable poll;

	private final Supplier<@Nullable Duration> untilNext;

	private final ScheduledExecutorService executor;

	private boolean started;

	private @Nullable ScheduledFuture<?> planned;

	private @Nullable ScheduledFuture<?> repeated;

	/**
	 * Create a worker.
	 * @param work what the worker does, to begin a sentence with
	 * @param poll is run when it is time
	 * @param untilNext gives the time until the next poll, or {@code null} for none
	 * @param executor has one thread, and is shut down with the worker
	 */
	public PollingWorker(String work, Runnable poll, Supplier<@Nullable Duration> untilNext,
			ScheduledExecutorService executor) {
		this.work = work;
		this.poll = poll;
		this.untilNext = untilNext;
		this.executor = executor;
	}

	/**
	 * Create an executor with one daemon thread.
	 * @param thread the name of the thread
	 * @return the executor
	 */
	public static ScheduledExecutorService executor(String thread) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread daemon = new Thread(task, thread);
			daemon.setDaemon(true);
			return daemon;
		});
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}

	/**
	 * Return how long to wait until a moment.
	 * @param due the moment, or {@code null} for never
	 * @param timer tells the time that the moment is in
	 * @return the time, negative if the moment is over, or {@code null} for ever
	 */
	public static @Nullable Duration until(@Nullable Instant due, InstantSource timer) {
		return (due != null) ? Duration.between(timer.instant(), due) : null;
	}

	/**
	 * Run a task as soon as the thread is free.
	 * @param task the task
	 * @return whether the task will run, which it does not once the worker is shut down
	 */
	public boolean submit(Runnable task) {
		try {
			this.executor.execute(() -> run(task));
			return true;
		}
		catch (RejectedExecutionException ex) {
			logger.debug("{} has ended, since the context is closed", this.work);
			return false;
		}
	}

	/**
	 * Run a task, and wait for its end.
	 * @param task the task
	 * @param patience how long to wait at most
	 * @return whether the task has ended; if not, it goes on
	 * @throws InterruptedException if the caller is interrupted, which the task is not
	 */
	public boolean await(Runnable task, Duration patience) throws InterruptedException {
		try {
			this.executor.submit(() -> run(task)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A task has failed", ex);
		}
	}

	/**
	 * Run a task now and every second until a condition holds.
	 * @param task the task
	 * @param condition is asked after each run
	 * @param patience how long to wait at most
	 * @return whether the condition holds
	 * @throws InterruptedException if the caller is interrupted, which the task is not
	 */
	public boolean repeatUntil(Runnable task, BooleanSupplier condition, Duration patience)
			throws InterruptedException {
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
			logger.error("{} failed with {}; it is tried again", this.work, failure.describe(), failure);
		});
		plan();
	}

	private void plan() {
		Isolation.run(this::planNext, (thrown) -> planNext());
	}

	private synchronized void planNext() {
		cancel(this.planned);
		Duration wait = (this.started && !this.executor.isShutdown()) ? this.untilNext.get() : null;
		if (wait != null) {
			long millis = Math.max(wait.toMillis(), SHORTEST.toMillis());
			this.planned = this.executor.schedule(() -> run(this.poll), millis, TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Begin to poll.
	 */
	public void start() {
		synchronized (this) {
			this.started = true;
		}
		plan();
	}

	/**
	 * Begin to poll, and to repeat a task.
	 * @param task what is repeated
	 * @param interval the time between the end of one run and the start of the next
	 */
	public void start(Runnable task, Duration interval) {
		synchronized (this) {
			cancel(this.repeated);
			this.repeated = this.executor.scheduleWithFixedDelay(() -> run(task), interval.toMillis(),
					interval.toMillis(), TimeUnit.MILLISECONDS);
		}
		start();
	}

	/**
	 * End what {@link #start} has begun. Tasks are still run.
	 */
	public synchronized void stop() {
		this.started = false;
		cancel(this.planned);
		cancel(this.repeated);
	}

	private static void cancel(@Nullable ScheduledFuture<?> planned) {
		if (planned != null) {
			planned.cancel(false);
		}
	}

	/**
	 * Run no task any more, and interrupt the one under way.
	 */
	public void shutDown() {
		stop();
		this.executor.shutdownNow();
	}

	/**
	 * Wait up to 5 s for the end of the task that was under way when the worker was shut
	 * down.
	 * @return whether none is under way any more
	 * @throws InterruptedException if the caller is interrupted
	 */
	public boolean awaitEnd() throws InterruptedException {
		return this.executor.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
	}

}
