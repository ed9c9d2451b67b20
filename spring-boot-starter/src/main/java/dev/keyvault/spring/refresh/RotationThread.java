package dev.keyvault.spring.refresh;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import dev.keyvault.rotation.PollResult;
import dev.keyvault.rotation.RotationPoller;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * The thread that polls vaults: when the poller says so, from the start of the context to
 * its stop, and whenever it is asked to. Nothing but the end of the context ends it.
 */
final class RotationThread implements SmartLifecycle, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private final RotationPoller poller;

	private final Runnable afterPoll;

	private final PollingWorker worker;

	private final AtomicReference<@Nullable CompletableFuture<PollResult>> waiting = new AtomicReference<>();

	private volatile @Nullable CompletableFuture<PollResult> answering;

	private volatile @Nullable Thread current;

	private volatile boolean running;

	RotationThread(RotationPoller poller, Runnable afterPoll, ScheduledExecutorService executor, boolean scheduled) {
		this.poller = poller;
		this.afterPoll = afterPoll;
		this.worker = new PollingWorker("Polling vaults", this::pollWhenDue,
				() -> scheduled ? poller.waitUntilNext() : null, executor);
	}

	boolean isCurrent() {
		return Thread.currentThread() == this.current;
	}

	/**
	 * Ask for a poll of all vaults.
	 * @return completes with what comes of the poll, of which there is one for all who
	 * ask before it begins; cancelled if the context is closed
	 */
	CompletableFuture<PollResult> submit() {
		CompletableFuture<PollResult> asked = new CompletableFuture<>();
		CompletableFuture<PollResult> earlier = this.waiting.compareAndExchange(null, asked);
		if (earlier != null) {
			return earlier;
		}
		if (!this.worker.submit(() -> poll(asked))) {
			this.waiting.set(null);
			asked.cancel(false);
		}
		return asked;
	}

	private void poll(CompletableFuture<PollResult> asked) {
		this.answering = asked;
		this.waiting.set(null);
		PollResult result = poll(this.poller::pollAll, asked::completeExceptionally);
		if (result != null) {
			asked.complete(result);
		}
		this.answering = null;
	}

	private @Nullable PollResult poll(Supplier<PollResult> poll, Consumer<Throwable> onFailure) {
		this.current = Thread.currentThread();
		PollResult result = Isolation.<@Nullable PollResult>call(poll::get, (thrown) -> {
			RedactedException failure = RedactedException.of(thrown);
			logger.error("Looking for rotated keys failed with {}; it is tried again", failure.describe());
			onFailure.accept(failure);
			return null;
		});
		FailureIsolation.run("Cleaning up after a poll", this.afterPoll);
		this.current = null;
		return result;
	}

	private void pollWhenDue() {
		poll(this.poller::poll, (failure) -> {
		});
	}

	@Override
	public void start() {
		this.running = true;
		this.worker.start();
	}

	@Override
	public void stop() {
		this.running = false;
		this.worker.stop();
		endWaiting();
	}

	/**
	 * Let go of all who wait for a poll, also of one that never ends. A poll that begins
	 * has put who asked for it among the answered before it takes it off the waiting.
	 */
	private void endWaiting() {
		Stream.of(this.waiting.getAndSet(null), this.answering)
			.filter(Objects::nonNull)
			.forEach((asked) -> asked.cancel(false));
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() throws InterruptedException {
		stop();
		this.worker.shutDown();
		endWaiting();
		this.worker.awaitEnd();
	}

}
