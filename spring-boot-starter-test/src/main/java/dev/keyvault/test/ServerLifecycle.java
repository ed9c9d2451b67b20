package dev.keyvault.test;

import java.net.URI;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the server of a vault on one port, which stays reserved in between.
 * Thread-safe.
 */
final class ServerLifecycle implements AutoCloseable {

	private final IntFunction<VaultServer> start;

	private final URI uri;

	private @Nullable VaultServer server;

	private @Nullable ReservedPort port;

	ServerLifecycle(int port, IntFunction<VaultServer> start) {
		this.start = start;
		this.server = start.apply(port);
		this.uri = this.server.uri();
	}

	URI uri() {
		return this.uri;
	}

	synchronized void stop() {
		if (this.server != null) {
			this.server.stop();
			this.server = null;
			this.port = ReservedPort.of(this.uri.getPort());
		}
	}

	synchronized void start() {
		if (this.port != null) {
			this.port.close();
			this.port = null;
			this.server = this.start.apply(this.uri.getPort());
		}
	}

	@Override
	public synchronized void close() {
		stop();
		if (this.port != null) {
			this.port.close();
			this.port = null;
		}
	}

}
