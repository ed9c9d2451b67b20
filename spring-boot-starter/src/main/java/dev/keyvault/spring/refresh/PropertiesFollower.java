package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.keyvault.rotation.Change;

/**
 * Lets configuration properties beans that are JavaBeans follow. What a fresh instance
 * has from the new snapshot and another one had from the old goes into the bean, property
 * by property; what the application itself has set stays. A bean without a default
 * constructor is bound in place, as when it was made. Beans that nobody reads any more
 * get their values too, but do not count as following.
 */
final class PropertiesFollower implements RotationFollower {

	private final PropertiesBeans beans;

	private final SnapshotBindings bindings;

	private final ReadOnce readOnce;

	PropertiesFollower(PropertiesBeans beans, SnapshotBindings bindings, ReadOnce readOnce) {
		this.beans = beans;
		this.bindings = bindings;
		this.readOnce = readOnce;
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Map<PropertiesBean, Set<Change>> reached = this.beans.reachedBy(change);
		reached.keySet().removeIf(PropertiesBean::constructorBound);
		reached.keySet().forEach((bean) -> Border.run(bean.instance(), () -> follow(bean, change)));
		reached.keySet().removeIf(this.readOnce::isTrueFor);
		return reached.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
	}

	@Override
	public boolean serves(Class<?> type) {
		return false;
	}

	private void follow(PropertiesBean bean, EnvironmentChange change) {
		if (!bean.canBeMadeAfresh()) {
			this.bindings.of(change.after()).bindTo(bean.instance(), bean);
			return;
		}
		Object before = this.bindings.of(change.before()).bind(bean);
		Object after = this.bindings.of(change.after()).bind(bean);
		JavaBean.of(bean.type()).transfer(before, after, bean.instance());
	}

}
