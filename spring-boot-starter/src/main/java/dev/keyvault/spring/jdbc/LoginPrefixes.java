package dev.keyvault.spring.jdbc;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Finds the prefixes that pools are configured by: their own, then those of the
 * properties beans they are made with. Each properties bean that a pool depends on counts
 * for itself, the nearest first, since several of them may be within reach.
 */
final class LoginPrefixes {

	private final ConfigurableApplicationContext context;

	private final ConfigurableListableBeanFactory beans;

	LoginPrefixes(ConfigurableApplicationContext context) {
		this.context = context;
		this.beans = context.getBeanFactory();
	}

	List<LoginProperties> of(Collection<String> beanNames) {
		List<String> own = beanNames.stream().map(this::own).filter(Objects::nonNull).toList();
		List<LoginProperties> found = dependencies(beanNames).stream()
			.map(this::shared)
			.filter(Objects::nonNull)
			.map((prefix) -> new LoginProperties(Stream.concat(own.stream(), Stream.of(prefix)).toList()))
			.toList();
		return found.isEmpty() ? List.of(new LoginProperties(own)) : found;
	}

	private @Nullable String own(String beanName) {
		ConfigurationProperties annotation = this.beans.findAnnotationOnBean(beanName, ConfigurationProperties.class);
		return (annotation != null) ? annotation.prefix() : null;
	}

	private Set<String> dependencies(Collection<String> beanNames) {
		Set<String> found = new LinkedHashSet<>();
		Deque<String> open = new ArrayDeque<>(beanNames);
		while (!open.isEmpty()) {
			Arrays.stream(this.beans.getDependenciesForBean(open.remove())).filter(found::add).forEach(open::add);
		}
		return found;
	}

	private @Nullable String shared(String beanName) {
		Object bean = this.beans.getSingleton(beanName);
		if (!(bean instanceof DataSourceProperties || bean instanceof HikariConfig)
				|| bean instanceof HikariDataSource) {
			return null;
		}
		ConfigurationPropertiesBean properties = ConfigurationPropertiesBean.get(this.context, bean, beanName);
		return (properties != null) ? properties.getAnnotation().prefix() : null;
	}

}
