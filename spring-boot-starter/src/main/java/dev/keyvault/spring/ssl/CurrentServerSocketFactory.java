package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Supplier;

import javax.net.ssl.SSLServerSocketFactory;

/**
 * Makes each server socket with the factory of the current identity. A server socket that
 * is open shows a new identity in full handshakes; it keeps the sessions that it has.
 */
final class CurrentServerSocketFactory extends SSLServerSocketFactory {

	private final Supplier<SSLServerSocketFactory> current;

	CurrentServerSocketFactory(Supplier<SSLServerSocketFactory> current) {
		this.current = current;
	}

	@Override
	public String[] getDefaultCipherSuites() {
		return this.current.get().getDefaultCipherSuites();
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return this.current.get().getSupportedCipherSuites();
	}

	@Override
	public ServerSocket createServerSocket() throws IOException {
		return this.current.get().createServerSocket();
	}

	@Override
	public ServerSocket createServerSocket(int port) throws IOException {
		return this.current.get().createServerSocket(port);
	}

	@Override
	public ServerSocket createServerSocket(int port, int backlog) throws IOException {
		return this.current.get().createServerSocket(port, backlog);
	}

	@Override
	public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
		return this.current.get().createServerSocket(port, backlog, address);
	}

}
