package dev.keyvault.spring;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out the auto-configuration of data sources and of clients, for the many tests
 * that configure none.
 */
final class ClientsIfConfigured implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final List<String> CLIENTS = Stream.of("amqp", "data.", "mail", "r2dbc", "security", "netty")
		.map("org.springframework.boot."::concat)
		.toList();

	private Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean dataSource = this.environment.containsProperty("spring.datasource.url");
		boolean clients = this.environment.containsProperty("test.clients");
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = String.valueOf(classes[i]);
			matches[i] = (dataSource || !name.startsWith("org.springframework.boot.jdbc."))
					&& (clients || CLIENTS.stream().noneMatch(name::startsWith));
		}
		return matches;
	}

}
