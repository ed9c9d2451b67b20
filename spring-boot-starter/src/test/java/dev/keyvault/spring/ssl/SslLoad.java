package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends requests in parallel without a pause: half of the threads with a connection for
 * each, half with connections that are kept open.
 */
final class SslLoad implements AutoCloseable {

	static final int THREADS = 4;

	private static final Log logger = LogFactory.getLog(SslLoad.class);

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final Map<Integer, AtomicInteger> requests = new ConcurrentHashMap<>();

	private volatile boolean closed;

	static SslLoad on(SslApplication application) {
		SslLoad load = new SslLoad();
		SSLContext context = application.bundle("client").createSslContext();
		for (int thread = 0; thread < THREADS; thread++) {
			HttpsExchange exchange = new HttpsExchange(context, application.port());
			String path = (thread % 2 == 0) ? "/serial" : "/port";
			AtomicInteger count = new AtomicInteger();
			load.requests.put(thread, count);
			load.threads.execute(() -> load.run(exchange, path, count));
		}
		return load;
	}

	private void run(HttpsExchange exchange, String path, AtomicInteger count) {
		while (!this.closed) {
			try {
				int status = exchange.get(path).statusCode();
				if (status != 200) {
					this.failures.add("HTTP " + status);
				}
			}
			catch (IOException | RuntimeException ex) {
				this.failures.add(ex.toString());
			}
			synchronized (this) {
				count.incrementAndGet();
				notifyAll();
			}
		}
	}

	/**
	 * Wait until each thread has begun and ended a request from now on.
	 * @throws InterruptedException if the waiting is interrupted
	 */
	synchronized void awaitRequestsOfEach() throws InterruptedException {
		for (AtomicInteger count : this.requests.values()) {
			int enough = count.get() + 2;
			while (count.get() < enough) {
				wait();
			}
		}
	}

	List<String> failures() {
		return this.failures;
	}

	int requests() {
		return this.requests.values().stream().mapToInt(AtomicInteger::get).sum();
	}

	@Override
	public void close() {
		this.closed = true;
		this.threads.shutdown();
		try {
			assertThat(this.threads.awaitTermination(1, TimeUnit.MINUTES)).as("requests end").isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		logger.info("%d requests, %d of them failed".formatted(requests(), this.failures.size()));
	}

}
