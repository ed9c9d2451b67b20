package dev.keyvault.spring.refresh.bean;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.cloud.context.scope.refresh.RefreshScope;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationFollower;

/**
 * Has the beans in the refresh scope of Spring Cloud created again when they are used
 * next. Which properties they are created from is unknown, so every rotation refreshes
 * them, except configuration properties beans, which are refreshed if one of their
 * properties changes. A bean that depends on properties which are read once follows for
 * them.
 */
final class RefreshScopeFollower implements RotationFollower {

	private static final String SCOPE = "refresh";

	private final ConfigurableListableBeanFactory beans;

	private final RefreshScope scope;

	RefreshScopeFollower(ConfigurableListableBeanFactory beans, RefreshScope scope) {
		this.beans = beans;
		this.scope = scope;
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Set<Change> followed = new LinkedHashSet<>();
		for (String name : names()) {
			Collection<Change> changes = changes(change, name);
			if (!changes.isEmpty()) {
				this.scope.refresh(name);
				followed.addAll(changes);
			}
		}
		return followed;
	}

	@Override
	public boolean serves(Class<?> type) {
		return names().stream().anyMatch((name) -> dependsOn(name, type));
	}

	private boolean dependsOn(String name, Class<?> type) {
		Set<String> known = new LinkedHashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of(name));
		while (!open.isEmpty()) {
			Stream.of(this.beans.getDependenciesForBean(open.remove())).filter(known::add).forEach(open::add);
		}
		return known.stream().anyMatch((each) -> this.beans.containsBean(each) && this.beans.isTypeMatch(each, type));
	}

	private List<String> names() {
		return Stream.of(this.beans.getBeanDefinitionNames())
			.filter((name) -> SCOPE.equals(this.beans.getBeanDefinition(name).getScope()))
			.toList();
	}

	private Collection<Change> changes(EnvironmentChange change, String name) {
		ConfigurationProperties annotation = this.beans.findAnnotationOnBean(name, ConfigurationProperties.class,
				false);
		return (annotation != null) ? change.changesBelow(annotation.prefix()) : change.changes();
	}

}
