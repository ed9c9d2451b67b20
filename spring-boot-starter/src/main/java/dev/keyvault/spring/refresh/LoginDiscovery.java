package dev.keyvault.spring.refresh;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Finds the properties that clients have their login from: below the prefix of the
 * client's own {@code @ConfigurationProperties}, then below those of the configuration
 * properties beans that the client is made with. Each of these counts for itself, the
 * nearest first, since several may be within reach.
 */
public final class LoginDiscovery {

	private final ConfigurableApplicationContext context;

	private final ConfigurableListableBeanFactory beans;

	private final Predicate<Object> holders;

	/**
	 * Create a discovery for the beans of a context.
	 * @param context the context of the application
	 * @param holders says which of the configuration properties beans that a client is
	 * made with may hold its login
	 */
	public LoginDiscovery(ConfigurableApplicationContext context, Predicate<Object> holders) {
		this.context = context;
		this.beans = context.getBeanFactory();
		this.holders = holders;
	}

	/**
	 * Find the new login that a rotation brings a client.
	 * @param change the rotation, in force or only proposed
	 * @param beanNames the names of the bean that is the client, and of its proxies
	 * @return the change of the login, or several if several configuration properties
	 * beans may hold it, of which the nearest comes first; empty if the login does not
	 * change
	 */
	public List<LoginChange> changesIn(EnvironmentChange change, Collection<String> beanNames) {
		return find(beanNames).stream()
			.map((properties) -> properties.changeIn(change))
			.filter(Objects::nonNull)
			.toList();
	}

	private List<LoginProperties> find(Collection<String> beanNames) {
		List<String> own = beanNames.stream().map(this::own).filter(Objects::nonNull).toList();
		List<LoginProperties> found = dependencies(beanNames).stream()
			.map(this::shared)
			.filter(Objects::nonNull)
			.map((prefix) -> LoginProperties.below(Stream.concat(own.stream(), Stream.of(prefix)).toList()))
			.toList();
		return found.isEmpty() ? List.of(LoginProperties.below(own)) : found;
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
		if (bean == null || !this.holders.test(bean)) {
			return null;
		}
		ConfigurationPropertiesBean properties = ConfigurationPropertiesBean.get(this.context, bean, beanName);
		return (properties != null) ? properties.getAnnotation().prefix() : null;
	}

}
