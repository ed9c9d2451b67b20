package dev.keyvault.test;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * The HTTPS server on the loopback interface.
 */
final class VaultServer {

	private static final int THREADS = 160;

	private final WireMockServer server;

	private VaultServer(WireMockServer server) {
		this.server = server;
	}

	static VaultServer start(int port, CertificateAuthority authority, RequestRouter router) {
		TemporaryDirectory directory = TemporaryDirectory.create();
		try {
			String password = UUID.randomUUID().toString();
			Path keyStore = writeKeyStore(directory, authority, password.toCharArray());
			WireMockServer server = new WireMockServer(configuration(port, router).keystorePath(keyStore.toString())
				.keystoreType("PKCS12")
				.keystorePassword(password)
				.keyManagerPassword(password));
			server.stubFor(WireMock.any(WireMock.anyUrl()));
			return new VaultServer(server).listen(port);
		}
		finally {
			directory.delete();
		}
	}

	private VaultServer listen(int port) {
		try {
			this.server.start();
			return this;
		}
		catch (FatalStartupException ex) {
			this.server.stop();
			throw new IllegalStateException("The embedded key vault cannot listen on port " + port, ex);
		}
	}

	private static Path writeKeyStore(TemporaryDirectory directory, CertificateAuthority authority, char[] password) {
		Path file = directory.resolve("server.p12");
		try (OutputStream stream = Files.newOutputStream(file)) {
			authority.serverKeyStore(password).store(stream, password);
			return file;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("The server certificate of the embedded key vault cannot be written", ex);
		}
	}

	private static WireMockConfiguration configuration(int port, RequestRouter router) {
		return new WireMockConfiguration().bindAddress("127.0.0.1")
			.httpDisabled(true)
			.httpsPort(port)
			.http2TlsDisabled(true)
			.containerThreads(THREADS)
			.jettyStopTimeout(0L)
			.gzipDisabled(true)
			.useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
			.disableStrictHttpHeaders(true)
			.disableRequestJournal()
			.stubRequestLoggingDisabled(true)
			.adminAuthenticator((request) -> false)
			.extensionScanningEnabled(false)
			.templatingEnabled(false)
			.notifier(new SilentNotifier())
			.extensions(router);
	}

	URI uri() {
		return URI.create("https://localhost:" + this.server.httpsPort());
	}

	void stop() {
		this.server.stop();
	}

}
