package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Lets a second application, which knows no vault, serve a certificate out of the files
 * that the first one writes. Its server is Tomcat, since Spring Boot does not reload the
 * bundles of Jetty.
 */
class CertificateFilesTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	Path directory;

	@BeforeEach
	void fill() {
		SslApplication.rotate(this.vault, "client");
	}

	@Test
	void applicationThatReloadsFilesServesTheNewCertificate() throws IOException {
		X509Certificate first = SslApplication.rotate(this.vault, "web");
		try (SslApplication writer = writer(); ConfigurableApplicationContext reader = reader()) {
			assertThat(served(writer, reader)).isEqualTo(first);
			X509Certificate next = SslApplication.rotate(this.vault, "web");
			writer.refresh();
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(300))
				.untilAsserted(() -> assertThat(served(writer, reader)).isEqualTo(next));
			X509Certificate last = SslApplication.rotate(this.vault, "web");
			writer.refresh();
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(300))
				.untilAsserted(() -> assertThat(served(writer, reader)).isEqualTo(last));
		}
	}

	private SslApplication writer() {
		return SslApplication.start(null, this.vault, "keyvault.vaults.demo.keys.app.tls.certificate",
				"certificate/web#chain", "keyvault.vaults.demo.keys.app.tls.private-key", "certificate/web#private-key",
				"keyvault.files.directory", this.directory.resolve("files").toString(), "keyvault.files.data[web.crt]",
				"app.tls.certificate", "keyvault.files.data[web.key]", "app.tls.private-key");
	}

	private ConfigurableApplicationContext reader() {
		String bundle = "spring.ssl.bundle.pem.web.";
		String files = this.directory.resolve("files").toUri() + "/";
		return new SpringApplicationBuilder(SslApplication.Application.class).web(WebApplicationType.SERVLET)
			.properties(Map.of("spring.main.banner-mode", "off", "server.port", "0", "server.ssl.bundle", "web",
					"spring.autoconfigure.exclude", TestServer.TOMCAT.exclusion(), bundle + "reload-on-update", "true",
					bundle + "keystore.certificate", files + "web.crt", bundle + "keystore.private-key",
					files + "web.key", "spring.ssl.bundle.watch.file.quiet-period", "100ms"))
			.run();
	}

	private static X509Certificate served(SslApplication writer, ConfigurableApplicationContext reader)
			throws IOException {
		SSLContext client = writer.bundle("client").createSslContext();
		int port = ((ServletWebServerApplicationContext) reader).getWebServer().getPort();
		return new HttpsExchange(client, port).serverCertificate();
	}

}
