package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RotatingSslContext}, client side, against a server that resumes
 * sessions.
 */
class RotatingSslContextTests {

	private final RotatingIdentity current = new RotatingIdentity(Identities.identity(1));

	private final SSLContext client = new RotatingManagers(this.current).createSslContext("TLS");

	private final ExecutorService threads = Executors.newSingleThreadExecutor();

	private SSLServerSocket server;

	@BeforeEach
	void listen() throws IOException {
		SSLContext context = new RotatingManagers(new RotatingIdentity(Identities.identity(100)))
			.createSslContext("TLS");
		this.server = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.server.setNeedClientAuth(true);
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
		this.threads.shutdownNow();
	}

	@Test
	void sessionIsResumedWhileIdentityIsTheSame() throws Exception {
		SSLSession first = connect();
		assertThat(connect().getId()).isEqualTo(first.getId());
	}

	@Test
	void sessionIsNotResumedWithNewIdentity() throws Exception {
		SSLSession first = connect();
		this.current.replace(Identities.identity(2));
		SSLSession second = connect();
		assertThat(second.getId()).isNotEqualTo(first.getId());
		assertThat(serial(second)).isEqualTo(this.current.get().chain()[0].getSerialNumber());
	}

	@Test
	void socketFactoryFollows() throws Exception {
		SSLSocketFactory factory = this.client.getSocketFactory();
		this.current.replace(Identities.identity(2));
		assertThat(serial(connect(factory))).isEqualTo(this.current.get().chain()[0].getSerialNumber());
	}

	private SSLSession connect() throws Exception {
		return connect(this.client.getSocketFactory());
	}

	private SSLSession connect(SSLSocketFactory factory) throws IOException, InterruptedException, ExecutionException {
		Future<SSLSession> seen = this.threads.submit(this::accept);
		try (Socket socket = factory.createSocket(InetAddress.getLoopbackAddress(), this.server.getLocalPort())) {
			((SSLSocket) socket).setEnabledProtocols(new String[] { "TLSv1.2" });
			((SSLSocket) socket).startHandshake();
			return seen.get();
		}
	}

	private SSLSession accept() throws IOException {
		try (SSLSocket socket = (SSLSocket) this.server.accept()) {
			socket.startHandshake();
			return socket.getSession();
		}
	}

	private static BigInteger serial(SSLSession session) throws IOException {
		return ((X509Certificate) session.getPeerCertificates()[0]).getSerialNumber();
	}

}
