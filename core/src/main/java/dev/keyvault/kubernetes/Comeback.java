package dev.keyvault.kubernetes;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;

/**
 * Notices the first good answer, of whatever request or watch, after the API server was
 * away. Thread-safe.
 */
final class Comeback implements Interceptor {

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final AtomicBoolean expected = new AtomicBoolean();

	/**
	 * Be told of each comeback, on a thread of the client that is not to be held up.
	 * @param listener is told
	 */
	void listen(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * Take note that the API server is away.
	 */
	void expect() {
		this.expected.set(true);
	}

	@Override
	public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
		int code = response.code();
		if (code < 500 && code != 429 && code != 401 && this.expected.compareAndSet(true, false)) {
			this.listeners.forEach(Runnable::run);
		}
	}

}
