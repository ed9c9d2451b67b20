package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.config.ImportedKeys;

/**
 * Makes a {@link Rotating} for each bean that somebody wants one of, and gives it a new
 * value when a rotation reaches the bean. Thread-safe.
 */
final class RotatingBeans implements RotationFollower {

	private final ConfigurableApplicationContext context;

	private final ImportedKeys keys;

	private final SnapshotBindings bindings;

	private final Map<PropertiesBean, RotatingValue<Object>> values = new LinkedHashMap<>();

	RotatingBeans(ConfigurableApplicationContext context, ImportedKeys keys, SnapshotBindings bindings) {
		this.context = context;
		this.keys = keys;
		this.bindings = bindings;
	}

	/**
	 * Make a value that follows a bean. It is bound afresh even if the bean is a
	 * JavaBean, which changes property by property and so may be seen half changed.
	 * @param name the name of a configuration properties bean
	 * @return the value
	 */
	synchronized Rotating<Object> create(String name) {
		PropertiesBean bean = PropertiesBean.get(this.context, name);
		SnapshotEnvironment environment = SnapshotEnvironment.of(this.context.getEnvironment(), this.keys.snapshot());
		try (SnapshotBinding binding = SnapshotBinding.of(this.context, environment)) {
			RotatingValue<Object> value = new RotatingValue<>(binding.bind(bean));
			this.values.put(bean, value);
			return value;
		}
	}

	@Override
	public synchronized Collection<Change> follow(EnvironmentChange change) {
		Set<Change> followed = new LinkedHashSet<>();
		this.values.forEach((bean, value) -> {
			Set<Change> changes = change.changesBelow(bean.prefix());
			if (!changes.isEmpty()) {
				Border.run(bean.instance(), () -> value.set(this.bindings.of(change.after()).bind(bean)));
				followed.addAll(changes);
			}
		});
		return followed;
	}

}
