package dev.keyvault.spring.refresh.bean;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.spring.config.redaction.BindFault;
import dev.keyvault.spring.config.redaction.ImportedProperties;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationContext;
import dev.keyvault.spring.refresh.SnapshotEnvironment;

/**
 * Rejects changes with which a configuration properties bean would not bind or not be
 * valid. A bean whose properties do not bind without the changes either, because the
 * application creates it in another way, is not considered.
 */
final class BindingValidator implements RotationValidator {

	private final PropertiesBeans beans;

	private final RotationContext rotation;

	BindingValidator(PropertiesBeans beans, RotationContext rotation) {
		this.beans = beans;
		this.rotation = rotation;
	}

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		EnvironmentChange change = this.rotation.changeOf(proposed);
		Map<PropertiesBean, Set<Change>> reached = this.beans.reachedBy(change);
		Map<PropertiesBean, String> faults = faults(reached.keySet(), change.after());
		if (!faults.isEmpty()) {
			faults.keySet().removeAll(faults(faults.keySet(), change.before()).keySet());
		}
		List<RejectedChange> rejected = new ArrayList<>();
		faults.forEach((bean, fault) -> reached.getOrDefault(bean, Set.of())
			.forEach((each) -> rejected.add(new RejectedChange(each, fault))));
		return rejected;
	}

	private Map<PropertiesBean, String> faults(Collection<PropertiesBean> beans, SnapshotEnvironment environment) {
		Map<PropertiesBean, String> faults = new LinkedHashMap<>();
		for (PropertiesBean bean : beans) {
			String fault = fault(bean, environment);
			if (fault != null) {
				faults.put(bean, fault);
			}
		}
		return faults;
	}

	private @Nullable String fault(PropertiesBean bean, SnapshotEnvironment environment) {
		try {
			bean.bind(this.rotation.bindingOf(environment));
			return null;
		}
		catch (RuntimeException ex) {
			return "The bean %s does not bind: %s.".formatted(bean.describe(), reason(ex, environment));
		}
	}

	private static String reason(Throwable failure, SnapshotEnvironment environment) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException bindException) {
				return BindFault.of(bindException, ImportedProperties.of(environment))
					.stream()
					.map(BindFault::toString)
					.collect(Collectors.joining(", "));
			}
		}
		return "making it fails with " + failure.getClass().getName();
	}

}
