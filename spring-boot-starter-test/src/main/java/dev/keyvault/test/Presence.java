package dev.keyvault.test;

import java.net.URI;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Whether the vault is there: a server that listens, or a port where nobody does.
 * Thread-safe.
 */
final class Presence implements AutoCloseable {

	private final IntFunction<VaultServer> start;

	private final URI uri;

	private @Nullable VaultServer server;

	private @Nullable ReservedPort port;

	Presence(int port, IntFunction<VaultServer> start) {
		this.start = start;
		this.server = start.apply(port);
		this.uri = this.server.uri();
	}

	URI uri() {
		return this.uri;
	}

	synchronized void end() {
		if (this.server != null) {
			this.server.stop();
			this.server = null;
			this.port = ReservedPort.of(this.uri.getPort());
		}
	}

	synchronized void begin() {
		if (this.port != null) {
			this.port.close();
			this.port = null;
			this.server = this.start.apply(this.uri.getPort());
		}
	}

	@Override
	public synchronized void close() {
		end();
		if (this.port != null) {
			this.port.close();
			this.port = null;
		}
	}

}
