package dev.keyvault.spring.refresh.bean;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.FailureIsolation;
import dev.keyvault.spring.refresh.RotationContext;
import dev.keyvault.spring.refresh.RotationFollower;

/**
 * Updates configuration properties beans that are JavaBeans. It binds one new instance
 * from the old snapshot and one from the new, and copies the properties that differ into
 * the bean; what the application itself has set stays. A bean without a default
 * constructor is bound in place, as when it was created. Beans that are no longer read
 * get their values too, but do not count as following.
 */
final class PropertiesFollower implements RotationFollower {

	private final PropertiesBeans beans;

	private final RotationContext rotation;

	private final ReadOnce readOnce;

	PropertiesFollower(PropertiesBeans beans, RotationContext rotation, ReadOnce readOnce) {
		this.beans = beans;
		this.rotation = rotation;
		this.readOnce = readOnce;
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Map<PropertiesBean, Set<Change>> reached = this.beans.reachedBy(change);
		reached.keySet().removeIf(PropertiesBean::constructorBound);
		reached.keySet().forEach((bean) -> FailureIsolation.run(bean.instance(), () -> follow(bean, change)));
		reached.keySet().removeIf(this.readOnce::isTrueFor);
		return reached.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
	}

	@Override
	public boolean serves(Class<?> type) {
		return false;
	}

	private void follow(PropertiesBean bean, EnvironmentChange change) {
		if (!bean.canBeMadeAfresh()) {
			bean.bindInPlace(this.rotation.bindingOf(change.after()));
			return;
		}
		Object before = bean.bind(this.rotation.bindingOf(change.before()));
		Object after = bean.bind(this.rotation.bindingOf(change.after()));
		JavaBean.of(bean.type()).transfer(before, after, bean.instance());
	}

}
