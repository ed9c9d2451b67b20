package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

import dev.keyvault.spring.refresh.RefreshResult.RejectedKey;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.ObjectType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link KeyVaultSslBundles} in full applications.
 */
@Tag("jdk")
@ExtendWith(OutputCaptureExtension.class)
class KeyVaultSslBundlesTests {

	private static final String OPTIONAL = "keyvault.vaults.demo.ssl-bundles.late";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private X509Certificate web;

	@BeforeEach
	void renew() {
		this.web = SslApplication.rotate(this.vault, "web");
		SslApplication.rotate(this.vault, "client");
	}

	@Test
	void storesGiveTheCertificateInForce() throws GeneralSecurityException {
		try (SslApplication application = SslApplication.start(null, this.vault)) {
			SslBundle bundle = application.bundle("web");
			assertThat(certificate(bundle.getStores().getKeyStore())).isEqualTo(this.web);
			X509Certificate next = SslApplication.rotate(this.vault, "web");
			application.refresh();
			assertThat(certificate(bundle.getStores().getKeyStore())).isEqualTo(next);
			assertThat(certificate(bundle.getStores().getTrustStore())).isEqualTo(SslApplication.ROOT.certificate());
		}
	}

	@Test
	void bundlesAreNoProperties() {
		try (SslApplication application = SslApplication.start(null, this.vault)) {
			assertThat(application.bean(Environment.class).getProperty("web")).isNull();
		}
	}

	@Test
	void updateIsToldToThoseWhoListenAndNobodyIsWarned(CapturedOutput output) {
		try (SslApplication application = SslApplication.start(null, this.vault)) {
			List<SslBundle> updates = new ArrayList<>();
			application.bean(SslBundles.class).addBundleUpdateHandler("client", updates::add);
			SslApplication.rotate(this.vault, "web");
			SslApplication.rotate(this.vault, "client");
			application.refresh();
			assertThat(updates).hasSize(1);
			assertThat(output).doesNotContain("doesn't support SSL reloading").doesNotContain("nobody uses");
		}
	}

	@Test
	void listenerThatFailsKeepsNoOtherBundleFromFollowing(CapturedOutput output) throws GeneralSecurityException {
		try (SslApplication application = SslApplication.start(null, this.vault)) {
			for (String name : List.of("web", "client")) {
				application.bean(SslBundles.class).addBundleUpdateHandler(name, KeyVaultSslBundlesTests::fail);
			}
			X509Certificate nextWeb = SslApplication.rotate(this.vault, "web");
			X509Certificate nextClient = SslApplication.rotate(this.vault, "client");
			application.refresh();
			assertThat(certificate(application.bundle("web").getStores().getKeyStore())).isEqualTo(nextWeb);
			assertThat(certificate(application.bundle("client").getStores().getKeyStore())).isEqualTo(nextClient);
			assertThat(output).contains(
					"SSL bundle 'web' has a new certificate, but a listener to its updates failed with java.lang.IllegalArgumentException at "
							+ KeyVaultSslBundlesTests.class.getName());
			assertThat(output).contains("SSL bundle 'client' has a new certificate, but")
				.doesNotContain("s3cret-n4me-of-nobody");
		}
	}

	private static void fail(SslBundle bundle) {
		throw new IllegalArgumentException("s3cret-n4me-of-" + "nobody");
	}

	@Test
	void optionalBundleIsRegisteredWhenItsCertificateAppears(CapturedOutput output) throws GeneralSecurityException {
		try (SslApplication application = SslApplication.start(null, this.vault, OPTIONAL,
				"optional:certificate/appears")) {
			assertThatExceptionOfType(NoSuchSslBundleException.class).isThrownBy(() -> application.bundle("late"));
			assertThat(output).contains(
					"SSL bundle 'late' is registered as soon as the certificate 'appears' of vault 'demo' (%s) can be read; until then whoever asks for it fails."
						.formatted(this.vault.endpoint()));
			X509Certificate late = SslApplication.rotate(this.vault, "appears");
			application.refresh();
			assertThat(certificate(application.bundle("late").getStores().getKeyStore())).isEqualTo(late);
		}
	}

	@Test
	void optionalBundleWhosePrivateKeyStaysInTheVaultIsRefused() {
		try (SslApplication application = SslApplication.start(null, this.vault, OPTIONAL,
				"optional:certificate/closed")) {
			String version = this.vault.put(EmbeddedCertificate
				.of("closed", SslApplication.ISSUER.leaf("closed", SslApplication.ROOT, "localhost"))
				.privateKey(null));
			assertThat(application.refresh().rejected()).extracting(RejectedKey::reason)
				.containsExactly(
						"The private key of the certificate 'closed' version %s of vault 'demo' (%s) may not leave the vault."
							.formatted(version.substring(0, 8), this.vault.endpoint()));
		}
	}

	@Test
	void certificateWhenDeletedStaysInUse() throws GeneralSecurityException {
		X509Certificate gone = SslApplication.rotate(this.vault, "gone");
		try (SslApplication application = SslApplication.start(null, this.vault, OPTIONAL, "certificate/gone")) {
			this.vault.delete(ObjectType.CERTIFICATE, "gone");
			application.refresh();
			assertThat(certificate(application.bundle("late").getStores().getKeyStore())).isEqualTo(gone);
		}
	}

	@Test
	void bundleWhenVaultOfOptionalImportIsOutOfReachMayBeAbsent() throws GeneralSecurityException {
		X509Certificate far = SslApplication.rotate(this.vault, "far");
		this.vault.faults().onPath("/(secrets|certificates)/far.*").respond(503, "ServiceUnavailable", "Later.");
		try (SslApplication application = SslApplication.start(null, this.vault, OPTIONAL, "certificate/far",
				"spring.config.import", "optional:keyvault:", "keyvault.load.timeout", "20s")) {
			assertThatExceptionOfType(NoSuchSslBundleException.class).isThrownBy(() -> application.bundle("late"));
			this.vault.faults().clear();
			application.refresh();
			assertThat(certificate(application.bundle("late").getStores().getKeyStore())).isEqualTo(far);
		}
		finally {
			this.vault.faults().clear();
		}
	}

	@Test
	void bundleInOtherSpellingIsRegistered() {
		try (SslApplication application = SslApplication.start(null, this.vault,
				"keyvault.vaults.demo.sslBundles[My_Web]", "certificate/web")) {
			assertThat(application.bundle("My_Web").createSslContext()).isNotNull();
		}
	}

	@Test
	void bundleWhoseNameIsTakenFailsTheStart() {
		Throwable failure = catchThrowable(() -> SslApplication.start(null, this.vault,
				"spring.ssl.bundle.pem.web.truststore.certificate", this.vault.certificateAuthorityPem()));
		assertThat(failure).isInstanceOf(BeanCreationException.class);
		FailureAnalysis analysis = new DuplicateSslBundleFailureAnalyzer().analyze(failure);
		assertThat(analysis.getDescription())
			.isEqualTo("SSL bundle 'web' is declared by a vault and elsewhere, such as under 'spring.ssl.bundle'.");
		assertThat(analysis.getAction())
			.isEqualTo("Rename 'web' under 'keyvault.vaults.*.ssl-bundles', or remove the other bundle 'web'.");
	}

	private static X509Certificate certificate(KeyStore store) throws GeneralSecurityException {
		return (X509Certificate) store.getCertificate(store.aliases().nextElement());
	}

}
