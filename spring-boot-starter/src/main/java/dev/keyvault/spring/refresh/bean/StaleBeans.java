package dev.keyvault.spring.refresh.bean;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.Followed;
import dev.keyvault.spring.refresh.RotationContext;
import dev.keyvault.spring.refresh.SnapshotEnvironment;

/**
 * Finds beans that a rotation leaves with old values: configuration properties that are
 * bound by their constructor, and what was set up from properties that are
 * {@link ReadOnce}.
 */
final class StaleBeans {

	private static final String TARGET = "scopedTarget.";

	private static final String CURE = "Restart the application, declare what has the old value yourself with @RefreshScope, "
			+ "or hand the new one over in a RotationFollower bean.";

	private final ConfigurableListableBeanFactory beans;

	private final PropertiesBeans properties;

	private final RotationContext rotation;

	private final ReadOnce readOnce;

	StaleBeans(ConfigurableApplicationContext context, PropertiesBeans properties, RotationContext rotation,
			ReadOnce readOnce) {
		this.beans = context.getBeanFactory();
		this.properties = properties;
		this.rotation = rotation;
		this.readOnce = readOnce;
	}

	/**
	 * Find the beans.
	 * @param change the rotation
	 * @param followed who has followed it
	 * @return the changes that each bean has not got, one at least
	 */
	Map<PropertiesBean, Set<Change>> of(EnvironmentChange change, Followed followed) {
		Map<PropertiesBean, Set<Change>> stale = new LinkedHashMap<>(this.properties.reachedBy(change));
		stale.keySet().removeIf((bean) -> !canBeStale(bean));
		stale.replaceAll((bean, changes) -> missed(bean, changes, followed));
		stale.entrySet().removeIf((entry) -> entry.getValue().isEmpty() || !differs(entry.getKey(), change));
		return stale;
	}

	private static Set<Change> missed(PropertiesBean bean, Set<Change> changes, Followed followed) {
		return changes.stream()
			.filter((each) -> !followed.byServing(each, bean.type()))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private boolean canBeStale(PropertiesBean bean) {
		return this.readOnce.isTrueFor(bean) ? !isMadeAnew(Technology.of(bean.prefix())) : bean.constructorBound();
	}

	// By the refresh scope of Spring Cloud, with a proxy in front.
	private boolean isMadeAnew(Technology technology) {
		Set<String> names = named(technology);
		return !names.isEmpty()
				&& names.stream().map((name) -> TARGET + name).allMatch(this.beans::containsBeanDefinition);
	}

	private boolean differs(PropertiesBean bean, EnvironmentChange change) {
		try {
			return bean.constructorBound() ? !Values.areSame(bind(bean, change.before()), bind(bean, change.after()))
					: !bean.canBeMadeAfresh() || hasOtherProperties(bean, change);
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	// A property that is never bound twice alike, as a password that is made up, says
	// nothing.
	private boolean hasOtherProperties(PropertiesBean bean, EnvironmentChange change) {
		Object before = bind(bean, change.before());
		Object again = bind(bean, change.before());
		Object after = bind(bean, change.after());
		return JavaBean.of(bean.type())
			.properties()
			.stream()
			.filter((property) -> Values.areSame(property.get(before), property.get(again)))
			.anyMatch((property) -> !Values.areSame(property.get(before), property.get(after)));
	}

	private Object bind(PropertiesBean bean, SnapshotEnvironment environment) {
		return bean.bind(this.rotation.bindingOf(environment));
	}

	/**
	 * Say why a bean has old values, and what to do.
	 * @param bean the bean
	 * @return the second half of a sentence, and others
	 */
	String describe(PropertiesBean bean) {
		if (!this.readOnce.isTrueFor(bean)) {
			return "%s keeps the old value: it is bound by its constructor. Inject Rotating<%s> instead of %2$s."
				.formatted(bean.describe(), bean.type().getSimpleName());
		}
		Technology technology = Technology.of(bean.prefix());
		return "%s keeps the old value: %s got it from %s at the start and does not read it again. %s%s"
			.formatted(technology.name(), holders(technology, bean), bean.describe(), CURE, technology.hint());
	}

	private String holders(Technology technology, PropertiesBean bean) {
		Set<String> names = named(technology);
		if (names.isEmpty()) {
			addDependents(bean.name(), names);
		}
		return switch (names.size()) {
			case 0 -> "what uses it";
			case 1 -> "bean '%s'".formatted(names.iterator().next());
			default -> "beans '%s'".formatted(String.join("', '", names));
		};
	}

	private Set<String> named(Technology technology) {
		return technology.holders().stream().flatMap(this::named).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private Stream<String> named(String type) {
		ClassLoader loader = this.beans.getBeanClassLoader();
		return ClassUtils.isPresent(type, loader)
				? Stream.of(this.beans.getBeanNamesForType(ClassUtils.resolveClassName(type, loader), true, false))
					.filter((name) -> !name.startsWith(TARGET))
				: Stream.empty();
	}

	// A class with bean methods only hands on what it gets.
	private void addDependents(String name, Set<String> found) {
		for (String dependent : List.of(this.beans.getDependentBeans(name))) {
			if (this.beans.findAnnotationOnBean(dependent, Configuration.class, false) == null) {
				found.add(dependent);
			}
			else {
				addDependents(dependent, found);
			}
		}
	}

}
