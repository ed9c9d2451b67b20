package dev.keyvault.spring.ssl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Locale;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One TLS connection to a server on this machine, for several requests. Unlike a client
 * with a pool it never replaces the connection by another.
 */
final class OpenConnection implements AutoCloseable {

	private static final String CONTENT_LENGTH = "content-length:";

	private final SSLSocket socket;

	private final BufferedReader in;

	OpenConnection(SSLContext context, int port) throws IOException {
		this.socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
		this.in = new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
	}

	/**
	 * Send a request and wait for its answer.
	 * @param path the path to ask for
	 * @return the body of an answer with status 200
	 * @throws IOException if the connection is closed or the server answers another way
	 */
	String get(String path) throws IOException {
		OutputStream out = this.socket.getOutputStream();
		out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
		String status = line();
		if (!status.startsWith("HTTP/1.1 200")) {
			throw new ProtocolException(status);
		}
		int length = 0;
		for (String header = line(); !header.isEmpty(); header = line()) {
			if (header.toLowerCase(Locale.ROOT).startsWith(CONTENT_LENGTH)) {
				length = Integer.parseInt(header.substring(CONTENT_LENGTH.length()).trim());
			}
		}
		char[] body = new char[length];
		for (int read = 0; read < length;) {
			int count = this.in.read(body, read, length - read);
			if (count < 0) {
				throw new ProtocolException("closed within the body");
			}
			read += count;
		}
		return new String(body);
	}

	X509Certificate serverCertificate() throws IOException {
		return (X509Certificate) this.socket.getSession().getPeerCertificates()[0];
	}

	private String line() throws IOException {
		String line = this.in.readLine();
		if (line == null) {
			throw new ProtocolException("closed by the server");
		}
		return line;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
