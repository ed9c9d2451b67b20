package dev.keyvault.snapshot;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import dev.keyvault.object.Vault;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.UnexpectedFailureException;
import dev.keyvault.source.VaultUnreachableException;

/**
 * Runs the reads of one vault, a bounded number at a time. Once a read has failed for a
 * reason that holds for the whole vault, the reads still waiting fail for the same reason
 * without being tried. A lane that is to feel its way reads one object at a time until
 * the vault has answered once.
 */
final class VaultReadQueue implements AutoCloseable {

	private final Vault vault;

	private final Deadline deadline;

	private final ExecutorService threads;

	private final AtomicReference<KeyVaultException> failure = new AtomicReference<>();

	private final Lock firstRead = new ReentrantLock();

	private volatile boolean answered;

	VaultReadQueue(Vault vault, int parallelism, Deadline deadline, ReadStrategy strategy) {
		this.vault = vault;
		this.deadline = deadline;
		this.answered = strategy == ReadStrategy.PARALLEL;
		this.threads = Executors.newFixedThreadPool(parallelism, daemons(vault));
	}

	private static ThreadFactory daemons(Vault vault) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, "keyvault-" + vault.name() + "-" + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	<T> PendingRead<T> start(Callable<T> read) {
		Future<T> future = Isolation.<Future<T>>call(() -> this.threads.submit(() -> attempt(read)),
				CompletableFuture::failedFuture);
		return () -> await(future);
	}

	private <T> T attempt(Callable<T> read) throws Exception {
		if (this.answered) {
			return readUnlessFailed(read);
		}
		this.firstRead.lockInterruptibly();
		try {
			return readUnlessFailed(read);
		}
		finally {
			this.answered = this.failure.get() == null;
			this.firstRead.unlock();
		}
	}

	private <T> T readUnlessFailed(Callable<T> read) throws Exception {
		KeyVaultException known = this.failure.get();
		if (known != null) {
			throw known;
		}
		try {
			return read.call();
		}
		catch (KeyVaultException ex) {
			if (ex.reach() != Reach.OBJECT) {
				this.failure.compareAndSet(null, ex);
			}
			throw ex;
		}
	}

	private <T> T await(Future<T> read) {
		try {
			return read.get(this.deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw failure(ex);
		}
		catch (TimeoutException ex) {
			throw silence(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw interruption(ex);
		}
	}

	private KeyVaultException failure(ExecutionException ex) {
		return UnexpectedFailureException.of(this.vault, (ex.getCause() != null) ? ex.getCause() : ex);
	}

	private KeyVaultException silence(TimeoutException cause) {
		KeyVaultException known = this.failure.get();
		return (known != null) ? known : VaultUnreachableException.late(this.vault, this.deadline, cause);
	}

	private VaultUnreachableException interruption(InterruptedException cause) {
		return new VaultUnreachableException(this.vault,
				"Reading from vault %s was interrupted before it answered.".formatted(this.vault),
				"Look for what stopped the application while it was reading, and start it again.", cause);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
