package dev.keyvault.azure.credential;

import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.source.Deadline;

/**
 * A value that is fetched once however many threads ask for it at the same time. It is
 * fetched by a thread of its own, so that a thread that stops waiting spoils nothing for
 * the others. Thread-safe.
 *
 * @param <T> the type of value
 */
@Internal
public final class SingleFlight<T> {

	private final Executor executor;

	private volatile @Nullable T value;

	private @Nullable CompletableFuture<T> fetch;

	public SingleFlight(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Return the value fetched last.
	 * @return the value, or {@code null} if there is none yet
	 */
	@Nullable T find() {
		return this.value;
	}

	/**
	 * Replace the value.
	 * @param value the new value
	 */
	public void set(T value) {
		this.value = value;
	}

	/**
	 * Return the value, fetched if there is none that is usable.
	 * @param usable whether a value is still good
	 * @param source fetches a value; what it throws reaches all who wait for it
	 * @param deadline when the value is of no use any more
	 * @return the value
	 * @throws UncheckedIOException if the deadline passes or the thread is interrupted
	 */
	public T get(Predicate<T> usable, Supplier<T> source, Deadline deadline) {
		T current = this.value;
		return (current != null && usable.test(current)) ? current : await(fetch(usable, source), deadline);
	}

	private synchronized CompletableFuture<T> fetch(Predicate<T> usable, Supplier<T> source) {
		T current = this.value;
		if (current != null && usable.test(current)) {
			return CompletableFuture.completedFuture(current);
		}
		renew(source);
		return Objects.requireNonNull(this.fetch);
	}

	/**
	 * Start to fetch a value, unless that is going on, without waiting for it.
	 * @param source fetches a value and deals with its failures
	 */
	synchronized void renew(Supplier<T> source) {
		if (this.fetch == null || this.fetch.isDone()) {
			this.fetch = start(source);
		}
	}

	private CompletableFuture<T> start(Supplier<T> source) {
		try {
			return CompletableFuture.supplyAsync(() -> keep(source.get()), this.executor);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture
				.failedFuture(CredentialException.unreachable("the vaults are closed", "Read before closing.", null));
		}
	}

	private T keep(T fetched) {
		set(fetched);
		return fetched;
	}

	private static <T> T await(CompletableFuture<T> fetch, Deadline deadline) {
		try {
			return fetch.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new UncheckedIOException(new HttpTimeoutException("The deadline passed"));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new ClosedByInterruptException());
		}
		catch (ExecutionException ex) {
			throw unchecked(ex.getCause());
		}
	}

	private static RuntimeException unchecked(@Nullable Throwable cause) {
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof RuntimeException failure) ? failure : new IllegalStateException(cause);
	}

}
