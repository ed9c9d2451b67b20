package dev.keyvault.spring.refresh;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An executor whose tasks run when the test says so, in the thread of the test.
 */
final class ManualExecutor extends ScheduledThreadPoolExecutor {

	private final Deque<Runnable> submitted = new ArrayDeque<>();

	private final Deque<Planned> planned = new ArrayDeque<>();

	ManualExecutor() {
		super(1);
	}

	@Override
	public void execute(Runnable command) {
		if (isShutdown()) {
			super.execute(command);
		}
		this.submitted.add(command);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		Planned task = new Planned(command, Duration.ofNanos(unit.toNanos(delay)), super.schedule(() -> {
		}, 1, TimeUnit.DAYS));
		this.planned.add(task);
		return task.handle();
	}

	void runSubmitted() {
		while (!this.submitted.isEmpty()) {
			this.submitted.poll().run();
		}
	}

	int submissions() {
		return this.submitted.size();
	}

	Planned next() {
		this.planned.removeIf((task) -> task.handle().isCancelled());
		return this.planned.element();
	}

	boolean hasNext() {
		this.planned.removeIf((task) -> task.handle().isCancelled());
		return !this.planned.isEmpty();
	}

	void runNext() {
		Planned task = next();
		this.planned.remove(task);
		task.command().run();
	}

	record Planned(Runnable command, Duration delay, ScheduledFuture<?> handle) {

	}

}
