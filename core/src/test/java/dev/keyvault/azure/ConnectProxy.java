package dev.keyvault.azure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that connects to one port of this machine whatever host it is asked for, after
 * a login if it wants one.
 */
final class ConnectProxy implements AutoCloseable {

	final List<String> targets = new CopyOnWriteArrayList<>();

	final List<String> logins = new CopyOnWriteArrayList<>();

	private final ServerSocket server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final int target;

	private final String wanted;

	private final int status;

	private volatile String guarded = "";

	/**
	 * Start a proxy.
	 * @param target the port to connect to
	 * @param wanted the value that {@code Proxy-Authorization} must have, empty for any
	 * @param status what is answered to those who have it
	 */
	ConnectProxy(int target, String wanted, int status) {
		this.target = target;
		this.wanted = wanted;
		this.status = status;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	/**
	 * Want the login for one host only.
	 * @param host the host
	 * @return this proxy
	 */
	ConnectProxy guardOnly(String host) {
		this.guarded = host;
		return this;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			return;
		}
	}

	private void serve(Socket client) {
		try (client) {
			InputStream in = new BufferedInputStream(client.getInputStream());
			String login = "";
			String target = line(in);
			this.targets.add(target);
			for (String header = line(in); !header.isEmpty(); header = line(in)) {
				if (header.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: ")) {
					login = header.substring("proxy-authorization: ".length());
				}
			}
			this.logins.add(login);
			boolean isFree = !target.contains(this.guarded) || (this.guarded.isEmpty() && this.wanted.isEmpty())
					|| this.wanted.equals(login);
			answer(client, in, isFree ? this.status : 407);
		}
		catch (IOException ex) {
			return;
		}
	}

	private void answer(Socket client, InputStream in, int answered) throws IOException {
		String headers = (answered == 407) ? "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n" : "";
		client.getOutputStream()
			.write("HTTP/1.1 %d Answer\r\n%s\r\n".formatted(answered, headers).getBytes(StandardCharsets.US_ASCII));
		if (answered == 200) {
			try (Socket host = new Socket(InetAddress.getByName("localhost"), this.target)) {
				this.threads.execute(() -> pipe(in, host));
				host.getInputStream().transferTo(client.getOutputStream());
			}
		}
	}

	private static void pipe(InputStream in, Socket host) {
		try {
			in.transferTo(host.getOutputStream());
			host.shutdownOutput();
		}
		catch (IOException ex) {
			return;
		}
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
			line.append((char) next);
		}
		return line.toString().strip();
	}

	String address() {
		return "localhost:" + port();
	}

	int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
