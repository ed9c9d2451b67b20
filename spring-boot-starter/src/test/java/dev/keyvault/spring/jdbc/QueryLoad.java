package dev.keyvault.spring.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import static org.awaitility.Awaitility.await;

/**
 * Threads that query without a pause, and what they see.
 */
final class QueryLoad implements AutoCloseable {

	private static final int THREADS = 8;

	private final DataSource dataSource;

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final AtomicLong queries = new AtomicLong();

	private final AtomicLong failures = new AtomicLong();

	private final AtomicLong timeouts = new AtomicLong();

	private final AtomicLong longestNanos = new AtomicLong();

	private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());

	private final AtomicLong standstillNanos = new AtomicLong();

	private volatile boolean stopped;

	private QueryLoad(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	static QueryLoad on(DataSource dataSource) {
		QueryLoad load = new QueryLoad(dataSource);
		for (int i = 0; i < THREADS; i++) {
			load.threads.execute(load::run);
		}
		load.awaitQueries();
		return load;
	}

	private void run() {
		long last = System.nanoTime();
		while (!this.stopped) {
			if (query()) {
				long now = System.nanoTime();
				this.longestNanos.accumulateAndGet(now - last, Math::max);
				this.standstillNanos.accumulateAndGet(now - this.lastNanos.getAndSet(now), Math::max);
				last = now;
			}
		}
	}

	private boolean query() {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT count(*) FROM pg_roles");
			this.queries.incrementAndGet();
			return true;
		}
		catch (SQLTransientConnectionException ex) {
			this.timeouts.incrementAndGet();
		}
		catch (SQLException ex) {
			this.failures.incrementAndGet();
		}
		return false;
	}

	/**
	 * Wait until the load has gone on for a while, however fast the machine is.
	 */
	void awaitQueries() {
		long enough = this.queries.get() + 50 * THREADS;
		await().atMost(Duration.ofMinutes(1)).until(() -> this.queries.get() > enough);
	}

	long failures() {
		return this.failures.get();
	}

	long timeouts() {
		return this.timeouts.get();
	}

	Duration longestInterruption() {
		return Duration.ofNanos(this.longestNanos.get());
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdown();
		await().atMost(Duration.ofMinutes(1)).until(this.threads::isTerminated);
	}

	@Override
	public String toString() {
		return "%d queries, %d failed, %d waited for a connection in vain, longest interruption of one thread %d ms, of all %d ms"
			.formatted(this.queries.get(), failures(), timeouts(), longestInterruption().toMillis(),
					Duration.ofNanos(this.standstillNanos.get()).toMillis());
	}

}
