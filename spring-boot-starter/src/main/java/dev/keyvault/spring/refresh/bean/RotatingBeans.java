package dev.keyvault.spring.refresh.bean;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.FailureIsolation;
import dev.keyvault.spring.refresh.Rotating;
import dev.keyvault.spring.refresh.RotationContext;
import dev.keyvault.spring.refresh.RotationFollower;
import dev.keyvault.spring.refresh.SnapshotBinding;
import dev.keyvault.spring.refresh.SnapshotEnvironment;

/**
 * Creates a {@link Rotating} for each bean for which one is injected, and gives it a new
 * value when a rotation reaches the bean. Thread-safe without a lock: a caller of
 * {@link #create} may hold the lock of all singletons, for which a listener may wait.
 */
final class RotatingBeans implements RotationFollower {

	private final ConfigurableApplicationContext context;

	private final Supplier<Snapshot> current;

	private final Supplier<RotationContext> rotation;

	private final Map<PropertiesBean, RotatingValue<Object>> values = new ConcurrentHashMap<>();

	RotatingBeans(ConfigurableApplicationContext context, Supplier<Snapshot> current,
			Supplier<RotationContext> rotation) {
		this.context = context;
		this.current = current;
		this.rotation = rotation;
	}

	/**
	 * Make a value that follows a bean. It is bound afresh even if the bean is a
	 * JavaBean, which changes property by property and so may be seen half changed.
	 * @param name the name of a configuration properties bean
	 * @return the value
	 */
	@SuppressWarnings("ReferenceEquality")
	Rotating<Object> create(String name) {
		PropertiesBean bean = PropertiesBean.get(this.context, name);
		Snapshot bound = this.current.get();
		RotatingValue<Object> value = new RotatingValue<>(bind(bean, bound));
		this.values.put(bean, value);
		while (bound != this.current.get()) {
			bound = this.current.get();
			value.set(bind(bean, bound));
		}
		return value;
	}

	private Object bind(PropertiesBean bean, Snapshot snapshot) {
		SnapshotEnvironment environment = SnapshotEnvironment.of(this.context.getEnvironment(), snapshot);
		try (SnapshotBinding binding = SnapshotBinding.of(this.context, environment)) {
			return bean.bind(binding);
		}
	}

	@Override
	public boolean serves(Class<?> type) {
		return this.values.keySet().stream().anyMatch((bean) -> bean.type() == type);
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Set<Change> followed = new LinkedHashSet<>();
		this.values.forEach((bean, value) -> {
			Set<Change> changes = change.changesBelow(bean.prefix());
			if (!changes.isEmpty()) {
				FailureIsolation.run(bean.instance(),
						() -> value.set(bean.bind(this.rotation.get().bindingOf(change.after()))));
				followed.addAll(changes);
			}
		});
		return followed;
	}

}
