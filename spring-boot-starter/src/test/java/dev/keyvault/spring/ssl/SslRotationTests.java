package dev.keyvault.spring.ssl;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.web.client.RestClient;

import dev.keyvault.fixtures.Soak;
import dev.keyvault.spring.refresh.RefreshResult;
import dev.keyvault.spring.refresh.RefreshResult.RejectedKey;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Rotates certificates under servers and clients that talk to each other.
 */
@Tag("jdk")
class SslRotationTests {

	private static final Duration DAY = Duration.ofDays(1);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private X509Certificate web;

	private X509Certificate client;

	@BeforeEach
	void renew() {
		this.web = SslApplication.rotate(this.vault, "web");
		this.client = SslApplication.rotate(this.vault, "client");
	}

	@ParameterizedTest
	@EnumSource
	void nextHandshakeServesNewCertificate(TestServer server) throws IOException {
		try (SslApplication application = SslApplication.start(server, this.vault)) {
			HttpsExchange exchange = application.client();
			assertThat(exchange.serverCertificate()).isEqualTo(this.web);
			X509Certificate next = SslApplication.rotate(this.vault, "web");
			assertThat(application.refresh().rotated()).hasSize(1);
			assertThat(exchange.serverCertificate()).isEqualTo(next);
		}
	}

	@ParameterizedTest
	@EnumSource
	void certificateOfOtherAlgorithmIsServed(TestServer server) throws IOException {
		try (SslApplication application = SslApplication.start(server, this.vault)) {
			IssuedCertificate next = CertificateIssuer.of(KeyAlgorithm.RSA)
				.leaf("web", SslApplication.ROOT, "localhost");
			this.vault.put(EmbeddedCertificate.of("web", next));
			application.refresh();
			assertThat(application.client().serverCertificate()).isEqualTo(next.certificate());
		}
	}

	@ParameterizedTest
	@EnumSource
	void openConnectionLivesOn(TestServer server) throws IOException {
		try (SslApplication application = SslApplication.start(server, this.vault);
				OpenConnection connection = new OpenConnection(application.bundle("client").createSslContext(),
						application.port())) {
			String port = connection.get("/port");
			SslApplication.rotate(this.vault, "web");
			SslApplication.rotate(this.vault, "client");
			assertThat(application.refresh().rotated()).hasSize(2);
			assertThat(connection.get("/port")).isEqualTo(port);
			assertThat(connection.serverCertificate()).isEqualTo(this.web);
		}
	}

	@ParameterizedTest
	@EnumSource
	void serverSeesNewCertificateOfClient(TestServer server) throws IOException {
		try (SslApplication application = SslApplication.start(server, this.vault, "server.ssl.client-auth", "need")) {
			HttpsExchange exchange = application.client();
			assertThat(exchange.get("/serial").body()).isEqualTo(this.client.getSerialNumber().toString());
			X509Certificate next = SslApplication.rotate(this.vault, "client");
			application.refresh();
			assertThat(exchange.get("/serial").body()).isEqualTo(next.getSerialNumber().toString());
		}
	}

	@ParameterizedTest
	@EnumSource
	void serverSeesNewCertificateOfRestClient(TestServer server) {
		try (SslApplication application = SslApplication.start(server, this.vault, "server.ssl.client-auth", "need")) {
			PartnerClient partner = new PartnerClient(application.bean(RestClient.Builder.class),
					application.bean(RestClientSsl.class), "https://localhost:" + application.port());
			assertThat(partner.serial()).isEqualTo(this.client.getSerialNumber().toString());
			X509Certificate next = SslApplication.rotate(this.vault, "client");
			application.refresh();
			assertThat(partner.serial()).isEqualTo(next.getSerialNumber().toString());
		}
	}

	@ParameterizedTest
	@EnumSource
	void serverSeesNewCertificateOfNetty(TestServer server) throws Exception {
		try (SslApplication application = SslApplication.start(server, this.vault, "server.ssl.client-auth", "need");
				NettyClient netty = new NettyClient(application.bundle("client").getManagers(), "TLSv1.3")) {
			assertThat(netty.get(application.port())).isEqualTo(this.client.getSerialNumber().toString());
			X509Certificate next = SslApplication.rotate(this.vault, "client");
			application.refresh();
			assertThat(netty.get(application.port())).isEqualTo(next.getSerialNumber().toString());
		}
	}

	@ParameterizedTest
	@EnumSource
	void serverTurnsClientOfOtherIssuerAway(TestServer server) {
		IssuedCertificate other = SslApplication.ISSUER.root("Other Root");
		this.vault.put(EmbeddedCertificate.of("client", SslApplication.ISSUER.leaf("client", other, "localhost")));
		try (SslApplication application = SslApplication.start(server, this.vault, "server.ssl.client-auth", "need")) {
			HttpsExchange exchange = new HttpsExchange(
					TrustingContext.of(SslApplication.ROOT, application.bundle("client").getManagers()),
					application.port());
			assertThatIOException().isThrownBy(() -> exchange.get("/serial"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void certificateWithKeyOfAnotherIsRefused(TestServer server) throws IOException {
		try (SslApplication application = SslApplication.start(server, this.vault)) {
			IssuedCertificate next = SslApplication.ISSUER.leaf("web", SslApplication.ROOT, "localhost");
			String version = this.vault
				.put(EmbeddedCertificate.of("web", next).privateKey(KeyAlgorithm.EC.generate().getPrivate()));
			RefreshResult result = application.refresh();
			assertThat(result.rotated()).isEmpty();
			assertThat(result.rejected()).extracting(RejectedKey::reason)
				.containsExactly(
						"The private key of the certificate 'web' version %s of vault 'demo' (%s) does not belong to the certificate."
							.formatted(version.substring(0, 8), this.vault.endpoint()));
			assertThat(application.client().serverCertificate()).isEqualTo(this.web);
		}
	}

	@ParameterizedTest
	@EnumSource
	void certificateOutOfDateIsRefused(TestServer server) throws IOException {
		try (SslApplication application = SslApplication.start(server, this.vault)) {
			Instant end = Instant.parse("2026-01-31T00:00:00Z");
			IssuedCertificate next = SslApplication.ISSUER.validity(end.minus(DAY), end)
				.leaf("web", SslApplication.ROOT, "localhost");
			String version = this.vault.put(EmbeddedCertificate.of("web", next));
			assertThat(application.refresh().rejected()).extracting(RejectedKey::reason)
				.containsExactly(
						"The certificate 'web' version %s of vault 'demo' (%s) expired at 2026-01-31T00:00:00Z."
							.formatted(version.substring(0, 8), this.vault.endpoint()));
			assertThat(application.client().serverCertificate()).isEqualTo(this.web);
		}
	}

	@ParameterizedTest
	@EnumSource
	void noRequestFailsDuringRotations(TestServer server) throws Exception {
		try (SslApplication application = SslApplication.start(server, this.vault, "server.ssl.client-auth", "need");
				SslLoad load = SslLoad.on(application)) {
			for (int i = 0; i < Soak.slowRotations(); i++) {
				this.web = SslApplication.rotate(this.vault, "web");
				this.client = SslApplication.rotate(this.vault, "client");
				assertThat(application.refresh().rotated()).hasSize(2);
				load.awaitRequestsOfEach();
			}
			assertThat(load.failures()).isEmpty();
			assertThat(load.requests()).isGreaterThanOrEqualTo(Soak.slowRotations() * SslLoad.THREADS);
			assertThat(application.client().serverCertificate()).isEqualTo(this.web);
			assertThat(application.client().get("/serial").body()).isEqualTo(this.client.getSerialNumber().toString());
		}
	}

}
