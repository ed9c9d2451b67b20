package dev.keyvault.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out the data source of Spring Boot, which would not start without a database, in
 * tests that configure none.
 */
final class DataSourceIfConfigured implements AutoConfigurationImportFilter, EnvironmentAware {

	private Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			matches[i] = this.environment.containsProperty("spring.datasource.url") || (classes[i] == null)
					|| !classes[i].startsWith("org.springframework.boot.jdbc.");
		}
		return matches;
	}

}
