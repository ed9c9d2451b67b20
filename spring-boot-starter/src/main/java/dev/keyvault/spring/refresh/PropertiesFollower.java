package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;

/**
 * Lets configuration properties beans that are JavaBeans follow. What a fresh instance
 * has from the new snapshot and another one had from the old goes into the bean, property
 * by property; what the application itself has set stays.
 */
final class PropertiesFollower implements RotationFollower {

	private final ConfigurableApplicationContext context;

	private final PropertiesBeans beans;

	PropertiesFollower(ConfigurableApplicationContext context, PropertiesBeans beans) {
		this.context = context;
		this.beans = beans;
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Set<Change> followed = new LinkedHashSet<>();
		try (SnapshotBinding before = SnapshotBinding.of(this.context, change.before());
				SnapshotBinding after = SnapshotBinding.of(this.context, change.after())) {
			for (PropertiesBean bean : this.beans.find()) {
				Set<Change> changes = change.changesBelow(bean.prefix());
				if (!bean.constructorBound() && !changes.isEmpty()) {
					followed.addAll(changes);
					Border.run(bean.instance(), () -> JavaBean.of(bean.type())
						.transfer(before.bind(bean), after.bind(bean), bean.instance()));
				}
			}
		}
		return followed;
	}

}
