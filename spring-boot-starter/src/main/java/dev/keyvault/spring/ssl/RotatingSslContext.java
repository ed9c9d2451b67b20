package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * A context that is replaced with each identity of a bundle, its sessions included, so
 * that no resumed session shows an old identity. Open connections stay open. Thread-safe.
 */
final class RotatingSslContext extends SSLContext {

	private RotatingSslContext(Generations generations, SSLContext model) {
		super(new Spi(generations), model.getProvider(), model.getProtocol());
	}

	static SSLContext of(RotatingIdentity current, Supplier<SSLContext> contexts) {
		Generations generations = new Generations(current, contexts);
		return new RotatingSslContext(generations, generations.current());
	}

	/**
	 * One context for each identity, of which the last one is kept.
	 */
	static final class Generations {

		private final RotatingIdentity identity;

		private final Supplier<SSLContext> contexts;

		private volatile Generation last;

		Generations(RotatingIdentity identity, Supplier<SSLContext> contexts) {
			this.identity = identity;
			this.contexts = contexts;
			this.last = new Generation(identity.get(), contexts.get());
		}

		SSLContext current() {
			return isOver() ? next() : this.last.context();
		}

		@SuppressWarnings("ReferenceEquality")
		private boolean isOver() {
			return this.last.identity() != this.identity.get();
		}

		private synchronized SSLContext next() {
			if (isOver()) {
				this.last = new Generation(this.identity.get(), this.contexts.get());
			}
			return this.last.context();
		}

	}

	/**
	 * A context and the identity it is for.
	 *
	 * @param identity the identity
	 * @param context the context
	 */
	private record Generation(TlsIdentity identity, SSLContext context) {

	}

	/**
	 * Delegates each call to the context of the current identity.
	 */
	private static final class Spi extends SSLContextSpi {

		private final Generations generations;

		Spi(Generations generations) {
			this.generations = generations;
		}

		@Override
		protected void engineInit(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust,
				@Nullable SecureRandom random) {
			throw new IllegalStateException("The context is initialized by its bundle");
		}

		@Override
		protected SSLSocketFactory engineGetSocketFactory() {
			return new SocketFactory(() -> this.generations.current().getSocketFactory());
		}

		@Override
		protected SSLServerSocketFactory engineGetServerSocketFactory() {
			return new ServerSocketFactory(() -> this.generations.current().getServerSocketFactory());
		}

		@Override
		protected SSLEngine engineCreateSSLEngine() {
			return this.generations.current().createSSLEngine();
		}

		@Override
		protected SSLEngine engineCreateSSLEngine(String host, int port) {
			return this.generations.current().createSSLEngine(host, port);
		}

		@Override
		protected SSLSessionContext engineGetServerSessionContext() {
			return this.generations.current().getServerSessionContext();
		}

		@Override
		protected SSLSessionContext engineGetClientSessionContext() {
			return this.generations.current().getClientSessionContext();
		}

		@Override
		protected SSLParameters engineGetDefaultSSLParameters() {
			return this.generations.current().getDefaultSSLParameters();
		}

		@Override
		protected SSLParameters engineGetSupportedSSLParameters() {
			return this.generations.current().getSupportedSSLParameters();
		}

	}

	/**
	 * Creates each socket with the factory of the current identity.
	 */
	private static final class SocketFactory extends SSLSocketFactory {

		private final Supplier<SSLSocketFactory> current;

		SocketFactory(Supplier<SSLSocketFactory> current) {
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
		public Socket createSocket() throws IOException {
			return this.current.get().createSocket();
		}

		@Override
		public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
			return this.current.get().createSocket(socket, host, port, autoClose);
		}

		@Override
		public Socket createSocket(Socket socket, InputStream consumed, boolean autoClose) throws IOException {
			return this.current.get().createSocket(socket, consumed, autoClose);
		}

		@Override
		public Socket createSocket(String host, int port) throws IOException {
			return this.current.get().createSocket(host, port);
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
			return this.current.get().createSocket(host, port, localHost, localPort);
		}

		@Override
		public Socket createSocket(InetAddress host, int port) throws IOException {
			return this.current.get().createSocket(host, port);
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
				throws IOException {
			return this.current.get().createSocket(host, port, localHost, localPort);
		}

	}

	/**
	 * Creates each server socket with the factory of the current identity. A server
	 * socket that is open shows a new identity in full handshakes; it keeps the sessions
	 * that it has.
	 */
	private static final class ServerSocketFactory extends SSLServerSocketFactory {

		private final Supplier<SSLServerSocketFactory> current;

		ServerSocketFactory(Supplier<SSLServerSocketFactory> current) {
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

}
