package dev.keyvault.spring.ssl;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RefreshResult;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

/**
 * A running application with the SSL bundles {@code web} and {@code client} out of a
 * vault, which it polls only when it is asked to.
 */
final class SslApplication implements AutoCloseable {

	static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.EC);

	static final IssuedCertificate ROOT = ISSUER.root("Private Root");

	private final ConfigurableApplicationContext context;

	private SslApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start a server.
	 * @param server the kind of server, or {@code null} for an application without one
	 * @param vault holds the certificates {@code web} and {@code client}
	 * @param properties further properties, name and value in turn
	 * @return the application
	 */
	static SslApplication start(@Nullable TestServer server, EmbeddedKeyVault vault, String... properties) {
		Map<String, Object> all = new LinkedHashMap<>(vault.properties("demo"));
		all.put("spring.config.import", "keyvault:");
		all.put("spring.main.banner-mode", "off");
		all.put("keyvault.refresh.enabled", "false");
		all.put("keyvault.vaults.demo.ssl-bundles.web", "certificate/web");
		all.put("keyvault.vaults.demo.ssl-bundles.client", "certificate/client");
		all.put("server.port", "0");
		all.put("server.ssl.bundle", "web");
		if (server != null) {
			all.put("spring.autoconfigure.exclude", server.exclusion());
		}
		for (int i = 0; i < properties.length; i += 2) {
			all.put(properties[i], properties[i + 1]);
		}
		return new SslApplication(new SpringApplicationBuilder(Application.class)
			.web((server != null) ? WebApplicationType.SERVLET : WebApplicationType.NONE)
			.properties(all)
			.run());
	}

	static X509Certificate rotate(EmbeddedKeyVault vault, String name) {
		IssuedCertificate issued = ISSUER.leaf(name, ROOT, "localhost");
		vault.put(EmbeddedCertificate.of(name, issued));
		return issued.certificate();
	}

	RefreshResult refresh() {
		return bean(KeyVaultRefresher.class).refresh();
	}

	SslBundle bundle(String name) {
		return bean(SslBundles.class).getBundle(name);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	int port() {
		return ((ServletWebServerApplicationContext) this.context).getWebServer().getPort();
	}

	HttpsExchange client() {
		return new HttpsExchange(bundle("client").createSslContext(), port());
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(CallerController.class)
	static class Application {

	}

}
