package dev.keyvault.spring.refresh;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import dev.keyvault.rotation.LookResult;
import dev.keyvault.rotation.RotationWatcher;

/**
 * The thread that looks at vaults: when the watcher says so, from the start of the
 * context to its stop, and whenever it is asked to. Nothing but the end of the context
 * ends it.
 */
final class RotationThread implements SmartLifecycle, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private static final Duration SHORTEST = Duration.ofMillis(10);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final RotationWatcher watcher;

	private final Runnable afterLook;

	private final ScheduledExecutorService executor;

	private final Clock clock;

	private final boolean scheduled;

	private final AtomicReference<@Nullable CompletableFuture<LookResult>> waiting = new AtomicReference<>();

	private volatile @Nullable Thread current;

	private volatile boolean running;

	private @Nullable ScheduledFuture<?> planned;

	RotationThread(RotationWatcher watcher, Runnable afterLook, ScheduledExecutorService executor, Clock clock,
			boolean scheduled) {
		this.watcher = watcher;
		this.afterLook = afterLook;
		this.executor = executor;
		this.clock = clock;
		this.scheduled = scheduled;
	}

	boolean isCurrent() {
		return Thread.currentThread() == this.current;
	}

	/**
	 * Ask for a look at all vaults.
	 * @return completes with what comes of the look, of which there is one for all who
	 * ask before it begins; cancelled if the context is closed
	 */
	CompletableFuture<LookResult> submit() {
		CompletableFuture<LookResult> asked = new CompletableFuture<>();
		CompletableFuture<LookResult> earlier = this.waiting.compareAndExchange(null, asked);
		if (earlier != null) {
			return earlier;
		}
		try {
			this.executor.execute(() -> look(asked));
		}
		catch (RejectedExecutionException ex) {
			this.waiting.set(null);
			asked.cancel(false);
		}
		return asked;
	}

	private void look(CompletableFuture<LookResult> asked) {
		this.waiting.set(null);
		this.current = Thread.currentThread();
		try {
			asked.complete(look(this.watcher::lookAtAll));
		}
		catch (RuntimeException | Error ex) {
			log(ex);
			asked.completeExceptionally(ex);
		}
		finally {
			this.current = null;
			plan();
		}
	}

	private LookResult look(Supplier<LookResult> look) {
		try {
			return look.get();
		}
		finally {
			this.afterLook.run();
		}
	}

	@Override
	public void start() {
		this.running = true;
		plan();
	}

	private synchronized void plan() {
		cancelPlanned();
		if (this.scheduled && this.running && !this.executor.isShutdown()) {
			Duration delay = Duration.between(this.clock.instant(), this.watcher.next());
			long millis = Math.max(delay.toMillis(), SHORTEST.toMillis());
			this.planned = this.executor.schedule(this::lookWhenDue, millis, TimeUnit.MILLISECONDS);
		}
	}

	private void cancelPlanned() {
		ScheduledFuture<?> look = this.planned;
		if (look != null) {
			look.cancel(false);
		}
	}

	private void lookWhenDue() {
		this.current = Thread.currentThread();
		try {
			look(this.watcher::look);
		}
		catch (RuntimeException | Error ex) {
			log(ex);
		}
		finally {
			this.current = null;
			plan();
		}
	}

	private static void log(Throwable failure) {
		logger.error("Looking for rotated keys failed with {}; it is tried again", failure.getClass().getName());
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		cancelPlanned();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() throws InterruptedException {
		stop();
		this.executor.shutdownNow();
		CompletableFuture<LookResult> asked = this.waiting.getAndSet(null);
		if (asked != null) {
			asked.cancel(false);
		}
		this.executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

}
