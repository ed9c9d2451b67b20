package dev.keyvault.spring.ssl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * An HTTPS server that wants to see a certificate, answers with its serial number, and
 * closes each connection after the first answer.
 */
final class CloseAfterResponse implements AutoCloseable {

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private final SSLServerSocket server;

	CloseAfterResponse(SSLContext context) throws IOException {
		this.server = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.server.setNeedClientAuth(true);
		this.thread.execute(this::serve);
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (SSLSocket socket = (SSLSocket) this.server.accept()) {
				answer(socket);
			}
			catch (IOException ex) {
				// The caller sees that there is no answer.
			}
		}
	}

	private static void answer(SSLSocket socket) throws IOException {
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
		String line = reader.readLine();
		while (line != null && !line.isEmpty()) {
			line = reader.readLine();
		}
		X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
		String body = shown.getSerialNumber().toString();
		socket.getOutputStream()
			.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body)
				.getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.thread.shutdownNow();
	}

}
