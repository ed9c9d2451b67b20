package dev.keyvault.spring.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.bootstrap.BootstrapRegistryInitializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Runs a real application whose configuration files are written into a directory.
 */
public final class ApplicationRun {

	private final Path directory;

	private final Map<String, Object> defaults = new LinkedHashMap<>();

	private final Map<String, Object> variables = new LinkedHashMap<>();

	private final List<String> arguments = new ArrayList<>();

	private Class<?> configuration = Empty.class;

	private BootstrapRegistryInitializer bootstrap = (registry) -> {
	};

	private StandardEnvironment environment = new StandardEnvironment();

	private ApplicationRun(Path directory) {
		this.directory = directory;
		this.defaults.put("spring.main.banner-mode", "off");
		this.defaults.put("keyvault.load.timeout", "2m");
	}

	public static ApplicationRun in(Path directory) {
		return new ApplicationRun(directory);
	}

	public ApplicationRun file(String name, String content) {
		try {
			Files.writeString(this.directory.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public ApplicationRun vault(String name, EmbeddedKeyVault vault) {
		this.defaults.putAll(vault.properties(name));
		return this;
	}

	public ApplicationRun variable(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	public ApplicationRun argument(String argument) {
		this.arguments.add(argument);
		return this;
	}

	public ApplicationRun configuration(Class<?> configuration) {
		this.configuration = configuration;
		return this;
	}

	public ApplicationRun environment(StandardEnvironment environment) {
		this.environment = environment;
		return this;
	}

	public ApplicationRun bootstrap(BootstrapRegistryInitializer initializer) {
		this.bootstrap = initializer;
		return this;
	}

	public ConfigurableApplicationContext start() {
		this.arguments.add("--spring.config.location=" + this.directory.toUri());
		return new SpringApplicationBuilder(this.configuration).web(WebApplicationType.NONE)
			.environment(environment())
			.addBootstrapRegistryInitializer(this.bootstrap)
			.properties(this.defaults)
			.run(this.arguments.toArray(String[]::new));
	}

	private ConfigurableEnvironment environment() {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		this.environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, this.variables));
		return this.environment;
	}

	/**
	 * An application without beans of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Empty {

	}

}
