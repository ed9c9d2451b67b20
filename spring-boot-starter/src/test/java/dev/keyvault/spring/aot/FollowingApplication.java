package dev.keyvault.spring.aot;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.keyvault.spring.actuate.KeyVaultActuatorAutoConfiguration;
import dev.keyvault.spring.actuate.KeyVaultHealthAutoConfiguration;
import dev.keyvault.spring.jdbc.KeyVaultJdbcAutoConfiguration;
import dev.keyvault.spring.kubernetes.KeyVaultKubernetesAutoConfiguration;
import dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration;
import dev.keyvault.spring.refresh.Rotating;
import dev.keyvault.spring.refresh.bean.KeyVaultRotatingAutoConfiguration;
import dev.keyvault.spring.ssl.KeyVaultSslAutoConfiguration;
import dev.keyvault.spring.target.KeyVaultTargetAutoConfiguration;

/**
 * An application whose beans take an imported key in every way that can follow.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ PropertyPlaceholderAutoConfiguration.class, SslAutoConfiguration.class,
		RefreshAutoConfiguration.class, KeyVaultActuatorAutoConfiguration.class, KeyVaultHealthAutoConfiguration.class,
		KeyVaultJdbcAutoConfiguration.class, KeyVaultKubernetesAutoConfiguration.class,
		KeyVaultRefreshAutoConfiguration.class, KeyVaultRotatingAutoConfiguration.class,
		KeyVaultSslAutoConfiguration.class, KeyVaultTargetAutoConfiguration.class })
@EnableConfigurationProperties({ FollowingApplication.Constant.class, FollowingApplication.Mutable.class })
@Import(FollowingApplication.Holder.class)
public class FollowingApplication {

	/**
	 * Starts the application.
	 * @param arguments its properties
	 */
	public static void main(String[] arguments) {
		start(arguments);
	}

	static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(FollowingApplication.class).main(FollowingApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments);
	}

	/**
	 * Bound by its constructor.
	 *
	 * @param key the key
	 */
	@ConfigurationProperties("app")
	record Constant(String key) {

	}

	/**
	 * Bound by its setter.
	 */
	@ConfigurationProperties("app")
	static class Mutable {

		private @Nullable String key;

		@Nullable String getKey() {
			return this.key;
		}

		void setKey(@Nullable String key) {
			this.key = key;
		}

	}

	/**
	 * Has the key by all these ways.
	 */
	static class Holder {

		private final Rotating<Constant> constant;

		private final Mutable mutable;

		@Value("${app.key}")
		private @Nullable String field;

		Holder(Rotating<Constant> constant, Mutable mutable) {
			this.constant = constant;
			this.mutable = mutable;
		}

		Map<String, String> values() {
			return Map.of("Rotating", this.constant.get().key(), "JavaBean", String.valueOf(this.mutable.getKey()),
					"@Value", String.valueOf(this.field));
		}

	}

}
