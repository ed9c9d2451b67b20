package dev.keyvault.spring.ssl;

import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Configures Jetty with the context of an SSL bundle from a vault, which follows its
 * certificate. Jetty would otherwise keep the stores that it loads at start.
 */
final class JettySslCustomizer implements WebServerFactoryCustomizer<JettyWebServerFactory> {

	private final KeyVaultSslBundles bundles;

	/**
	 * Create a customizer.
	 * @param bundles the bundles from vaults
	 */
	JettySslCustomizer(KeyVaultSslBundles bundles) {
		this.bundles = bundles;
	}

	@Override
	public void customize(JettyWebServerFactory factory) {
		factory.addServerCustomizers((server) -> customize(server, factory.getSsl()));
	}

	private void customize(Server server, @Nullable Ssl ssl) {
		SslBundle bundle = (ssl != null && Ssl.isEnabled(ssl)) ? this.bundles.find(ssl.getBundle()) : null;
		if (bundle != null) {
			Stream.of(server.getConnectors())
				.map(JettySslCustomizer::findFactory)
				.filter(Objects::nonNull)
				.forEach((factory) -> factory.getSslContextFactory().setSslContext(bundle.createSslContext()));
		}
	}

	private static @Nullable SslConnectionFactory findFactory(Connector connector) {
		return connector.getConnectionFactory(SslConnectionFactory.class);
	}

}
