package dev.keyvault.spring.ssl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClientSessions}: contexts that others make of the managers of a
 * bundle, against a server that resumes sessions and closes each connection.
 */
@Tag("jdk")
class ClientSessionsTests {

	private final RotatingIdentity current = new RotatingIdentity(Identities.identity(1));

	private final RotatingManagers managers = new RotatingManagers(this.current);

	private CloseAfterResponse server;

	@BeforeEach
	void listen() throws IOException {
		this.server = new CloseAfterResponse(
				new RotatingManagers(new RotatingIdentity(Identities.identity(100))).createSslContext("TLS"));
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void nextHandshakeOfNettyShowsNewIdentity(String protocol) throws Exception {
		try (NettyClient client = new NettyClient(this.managers, protocol)) {
			for (int version = 2; version < 5; version++) {
				assertThat(client.get(this.server.port())).isEqualTo(serial());
				assertThat(client.get(this.server.port())).isEqualTo(serial());
				this.current.replace(Identities.identity(version));
				assertThat(client.get(this.server.port())).isEqualTo(serial());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void nextHandshakeOfSocketShowsNewIdentity(String protocol) throws Exception {
		SSLContext context = context();
		for (int version = 2; version < 5; version++) {
			assertThat(get(context, protocol)).isEqualTo(serial());
			assertThat(get(context, protocol)).isEqualTo(serial());
			this.current.replace(Identities.identity(version));
			assertThat(get(context, protocol)).isEqualTo(serial());
		}
	}

	@Test
	void sessionIsResumedWhileIdentityIsTheSame() throws Exception {
		SSLContext context = context();
		Set<BigInteger> sessions = new HashSet<>();
		for (int i = 0; i < 3; i++) {
			get(context, "TLSv1.2");
			context.getClientSessionContext()
				.getIds()
				.asIterator()
				.forEachRemaining((id) -> sessions.add(new BigInteger(id)));
		}
		assertThat(sessions).hasSize(1);
	}

	@Test
	void engineThatDoesNotTellOfItsSessionsIsLeftAlone() {
		SSLEngine engine = mock();
		given(engine.getHandshakeSession()).willThrow(new UnsupportedOperationException());
		SSLSocket socket = mock();
		given(socket.getHandshakeSession()).willThrow(new UnsupportedOperationException());
		ClientSessions sessions = new ClientSessions();
		assertThatCode(() -> {
			sessions.remember(engine);
			sessions.remember(socket);
			sessions.remember((SSLEngine) null);
			sessions.end();
		}).doesNotThrowAnyException();
	}

	private String serial() {
		return this.current.get().chain()[0].getSerialNumber().toString();
	}

	private SSLContext context() throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(this.managers.getKeyManagers(), this.managers.getTrustManagers(), null);
		return context;
	}

	private String get(SSLContext context, String protocol) throws IOException {
		try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), this.server.port())) {
			socket.setEnabledProtocols(new String[] { protocol });
			socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			return reader.lines().reduce("", (before, line) -> line);
		}
	}

}
