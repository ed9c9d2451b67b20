package dev.keyvault.spring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.keyvault.fixtures.MovableClock;

/**
 * An executor whose tasks run when the test says so, in the thread of the test and at the
 * time of a clock that it moves. Waiting for a task runs it, unless the executor stalls:
 * then the time to wait passes.
 */
public final class ManualExecutor extends ScheduledThreadPoolExecutor {

	private final MovableClock clock;

	private final Deque<Runnable> submitted = new ArrayDeque<>();

	private final List<Planned> planned = new ArrayList<>();

	private boolean stalled;

	public ManualExecutor(MovableClock clock) {
		super(1);
		this.clock = clock;
	}

	/**
	 * Do not run anything for those who wait for it from now on.
	 */
	public void stall() {
		this.stalled = true;
	}

	@Override
	public void execute(Runnable command) {
		if (isShutdown()) {
			super.execute(command);
		}
		this.submitted.add(command);
	}

	@Override
	public Future<?> submit(Runnable task) {
		Submitted future = new Submitted(task);
		execute(future);
		return future;
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return plan(command, Duration.ofNanos(unit.toNanos(delay)), null);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		return plan(command, Duration.ofNanos(unit.toNanos(initialDelay)), Duration.ofNanos(unit.toNanos(delay)));
	}

	private ScheduledFuture<?> plan(Runnable command, Duration delay, Duration pause) {
		ScheduledFuture<?> handle = super.schedule(() -> {
		}, 1, TimeUnit.DAYS);
		this.planned.add(new Planned(command, this.clock.instant().plus(delay), pause, handle));
		return handle;
	}

	/**
	 * Run what was submitted.
	 */
	public void runSubmitted() {
		while (!this.submitted.isEmpty()) {
			this.submitted.poll().run();
		}
	}

	public int submissions() {
		return this.submitted.size();
	}

	public boolean hasNext() {
		return next().isPresent();
	}

	/**
	 * Return the time until the next planned task is due.
	 */
	public Duration nextDelay() {
		return Duration.between(this.clock.instant(), next().orElseThrow().due());
	}

	private Optional<Planned> next() {
		this.planned.removeIf((task) -> task.handle().isCancelled());
		return this.planned.stream().min(Comparator.comparing(Planned::due));
	}

	/**
	 * Move the clock to the time of the next planned task, and run it.
	 */
	public void runNext() {
		Planned task = next().orElseThrow();
		this.planned.remove(task);
		this.clock.moveTo(task.due());
		task.command().run();
		if (task.pause() != null && !task.handle().isCancelled()) {
			this.planned
				.add(new Planned(task.command(), this.clock.instant().plus(task.pause()), task.pause(), task.handle()));
		}
	}

	/**
	 * Let time pass: run what was submitted, and each planned task when it is due.
	 */
	public void advance(Duration time) {
		Instant end = this.clock.instant().plus(time);
		runSubmitted();
		while (next().filter((task) -> !task.due().isAfter(end)).isPresent()) {
			runNext();
			runSubmitted();
		}
		this.clock.moveTo(end);
	}

	/**
	 * A task that is to run at a time.
	 */
	private record Planned(Runnable command, Instant due, Duration pause, ScheduledFuture<?> handle) {

	}

	/**
	 * A task that somebody may wait for.
	 */
	private final class Submitted extends FutureTask<Void> {

		Submitted(Runnable task) {
			super(task, null);
		}

		@Override
		public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			if (ManualExecutor.this.stalled) {
				ManualExecutor.this.clock.move(Duration.ofNanos(unit.toNanos(timeout)));
				throw new TimeoutException();
			}
			runSubmitted();
			return super.get(timeout, unit);
		}

	}

}
