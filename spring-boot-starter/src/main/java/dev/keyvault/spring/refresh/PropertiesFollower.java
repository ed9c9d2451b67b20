package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.keyvault.rotation.Change;

/**
 * Lets configuration properties beans that are JavaBeans follow. What a fresh instance
 * has from the new snapshot and another one had from the old goes into the bean, property
 * by property; what the application itself has set stays.
 */
final class PropertiesFollower implements RotationFollower {

	private final PropertiesBeans beans;

	private final SnapshotBindings bindings;

	PropertiesFollower(PropertiesBeans beans, SnapshotBindings bindings) {
		this.beans = beans;
		this.bindings = bindings;
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Map<PropertiesBean, Set<Change>> reached = this.beans.reachedBy(change);
		reached.keySet().removeIf(PropertiesBean::constructorBound);
		reached.keySet().forEach((bean) -> Border.run(bean.instance(), () -> follow(bean, change)));
		return reached.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
	}

	private void follow(PropertiesBean bean, EnvironmentChange change) {
		Object before = this.bindings.of(change.before()).bind(bean);
		Object after = this.bindings.of(change.after()).bind(bean);
		JavaBean.of(bean.type()).transfer(before, after, bean.instance());
	}

}
