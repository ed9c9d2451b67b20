package dev.keyvault.spring.refresh;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Starts a real application that imports keys of an embedded vault and polls it only when
 * it is asked to.
 */
public final class RotatingApplication {

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private final Map<String, Object> variables = new LinkedHashMap<>();

	private final Class<?>[] configuration;

	private RotatingApplication(EmbeddedKeyVault vault, Class<?>... configuration) {
		this.configuration = configuration;
		this.properties.putAll(vault.properties("demo"));
		this.properties.put("spring.config.import", "keyvault:");
		this.properties.put("spring.main.banner-mode", "off");
		this.properties.put("keyvault.refresh.enabled", "false");
		this.properties.put("keyvault.load.timeout", "2m");
	}

	public static RotatingApplication of(EmbeddedKeyVault vault, Class<?>... configuration) {
		return new RotatingApplication(vault, configuration);
	}

	public RotatingApplication key(String key, String reference) {
		return property("keyvault.vaults.demo.keys." + key, reference);
	}

	public RotatingApplication property(String name, String value) {
		this.properties.put(name, value);
		return this;
	}

	public RotatingApplication variable(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	public ConfigurableApplicationContext start() {
		String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(variables, new SystemEnvironmentPropertySource(variables, this.variables));
		return new SpringApplicationBuilder(Application.class).sources(this.configuration)
			.environment(environment)
			.web(WebApplicationType.NONE)
			.properties(this.properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
