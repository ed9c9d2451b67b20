package dev.keyvault.azure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.keyvault.test.certificate.IssuedCertificate;

/**
 * A server that answers what a test wants, under a certificate that a test wants.
 */
public final class HttpsDouble implements AutoCloseable {

	private static final char[] PASSWORD = "password".toCharArray();

	final List<String> authorizations = new CopyOnWriteArrayList<>();

	private final HttpsServer server;

	public HttpsDouble(IssuedCertificate certificate, Function<HttpExchange, Answer> answers) {
		try {
			this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			this.server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
			this.server.createContext("/", (exchange) -> answer(exchange, answers.apply(exchange)));
			this.server.start();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SSLContext context(IssuedCertificate certificate) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("server", certificate.privateKey(), PASSWORD,
				certificate.chain().toArray(Certificate[]::new));
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}

	private void answer(HttpExchange exchange, Answer answer) {
		try (exchange; OutputStream body = exchange.getResponseBody()) {
			this.authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
			answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
			byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(answer.status(), (content.length > 0) ? content.length : -1);
			body.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URI endpoint() {
		return URI.create("https://localhost:" + this.server.getAddress().getPort());
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * An answer.
	 *
	 * @param status the HTTP status
	 * @param headers the headers
	 * @param body the body
	 */
	public record Answer(int status, Map<String, String> headers, String body) {

		public static Answer of(int status, String body) {
			return new Answer(status, Map.of("Content-Type", "application/json"), body);
		}

		static Answer challenge(String resource) {
			return new Answer(401, Map.of("WWW-Authenticate",
					"Bearer authorization=\"https://login.microsoftonline.com/common\", resource=\"" + resource + "\""),
					"");
		}

	}

}
