package dev.keyvault.spring.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.Refusal;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.config.BindFault;

/**
 * Refuses changes with which a configuration properties bean would not bind or not be
 * valid. A bean whose properties do not bind without the changes either, because the
 * application makes it in another way, has no say.
 */
final class BindingValidator implements RotationValidator {

	private final ConfigurableApplicationContext context;

	private final PropertiesBeans beans;

	BindingValidator(ConfigurableApplicationContext context, PropertiesBeans beans) {
		this.context = context;
		this.beans = beans;
	}

	@Override
	public List<Refusal> validate(Rotation proposed) {
		EnvironmentChange change = EnvironmentChange.of(this.context.getEnvironment(), proposed);
		List<Refusal> refusals = new ArrayList<>();
		try (SnapshotBinding after = SnapshotBinding.of(this.context, change.after());
				SnapshotBinding before = SnapshotBinding.of(this.context, change.before())) {
			for (PropertiesBean bean : this.beans.find()) {
				Set<Change> changes = change.changesBelow(bean.prefix());
				String fault = changes.isEmpty() ? null : fault(bean, after);
				if (fault != null && fault(bean, before) == null) {
					changes.forEach((each) -> refusals.add(new Refusal(each, fault)));
				}
			}
		}
		return refusals;
	}

	@SuppressWarnings("checkstyle:IllegalCatch")
	private static @Nullable String fault(PropertiesBean bean, SnapshotBinding binding) {
		try {
			binding.bind(bean);
			return null;
		}
		catch (RuntimeException ex) {
			return "The bean %s does not bind: %s.".formatted(bean.describe(), reason(ex));
		}
	}

	private static String reason(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException bindException) {
				List<BindFault> faults = BindFault.of(bindException);
				return faults.isEmpty() ? "it is not valid"
						: faults.stream().map(BindFault::toString).collect(Collectors.joining(", "));
			}
		}
		return "making it fails with " + failure.getClass().getName();
	}

}
