package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;

/**
 * Talks to a server on this machine with the client of the JDK.
 */
final class HttpsExchange {

	private final HttpClient client;

	private final int port;

	HttpsExchange(SSLContext context, int port) {
		this.client = HttpClient.newBuilder().sslContext(context).build();
		this.port = port;
	}

	HttpResponse<String> get(String path) throws IOException {
		try {
			URI uri = URI.create("https://localhost:" + this.port + path);
			return this.client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	/**
	 * Return the certificate that the server shows.
	 * @return the leaf
	 * @throws IOException if there is no connection
	 */
	X509Certificate serverCertificate() throws IOException {
		return (X509Certificate) get("/serial").sslSession().orElseThrow().getPeerCertificates()[0];
	}

}
