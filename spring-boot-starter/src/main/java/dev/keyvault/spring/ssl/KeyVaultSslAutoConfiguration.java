package dev.keyvault.spring.ssl;

import org.eclipse.jetty.server.Server;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.refresh.RotationOrder;

/**
 * Registers the SSL bundles that vaults declare, and lets them follow.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnBean(ImportedKeys.class)
public final class KeyVaultSslAutoConfiguration {

	@Bean
	@Order(RotationOrder.FOLLOW_SSL_BUNDLES)
	KeyVaultSslBundles keyVaultSslBundles(ImportedKeys keys) {
		return new KeyVaultSslBundles(keys);
	}

	@Bean
	SslBundleRegistrar keyVaultSslBundleRegistrar(KeyVaultSslBundles bundles) {
		return bundles::register;
	}

	@Bean
	SslBundleValidator keyVaultSslBundleValidator() {
		return new SslBundleValidator();
	}

	/**
	 * Lets Jetty follow.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, JettyWebServerFactory.class })
	static final class JettyConfiguration {

		@Bean
		JettySslCustomizer keyVaultJettySslCustomizer(KeyVaultSslBundles bundles) {
			return new JettySslCustomizer(bundles);
		}

	}

}
