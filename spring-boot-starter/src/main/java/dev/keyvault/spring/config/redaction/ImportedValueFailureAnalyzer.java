package dev.keyvault.spring.config.redaction;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Reports properties that do not bind if an imported value is among those of their
 * prefix: which property is wrong and why, and which objects of which vaults take part.
 * Shows no value, and no message of validators, converters and constructors, which may
 * quote one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ImportedValueFailureAnalyzer implements FailureAnalyzer {

	private static final String ACTION = "Correct the value of the object in the vault, its reference, or the type or rules of the property.";

	private final @Nullable Environment environment;

	ImportedValueFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		BindException cause = ThrownChain.find(failure, BindException.class);
		if (cause == null) {
			return null;
		}
		ImportedProperties imported = ImportedProperties.of(this.environment, cause);
		Map<String, String> properties = new LinkedHashMap<>();
		prefixes(failure, cause).forEach((prefix) -> imported.below(prefix)
			.forEach((name, origin) -> properties.putIfAbsent(imported.shown(name.toString()), origin)));
		return properties.isEmpty() ? null : new FailureAnalysis(description(failure, cause, imported, properties),
				ACTION, SilencedException.of(failure));
	}

	private static Set<ConfigurationPropertyName> prefixes(Throwable failure, BindException cause) {
		Set<ConfigurationPropertyName> prefixes = new LinkedHashSet<>(Set.of(cause.getName()));
		ConfigurationPropertiesBindException bean = ThrownChain.find(failure,
				ConfigurationPropertiesBindException.class);
		if (bean != null) {
			prefixes.add(ConfigurationPropertyName.of(bean.getAnnotation().prefix()));
		}
		BindValidationException invalid = ThrownChain.find(cause, BindValidationException.class);
		if (invalid != null) {
			prefixes.add(invalid.getValidationErrors().getName());
		}
		return prefixes;
	}

	private static String description(Throwable failure, BindException cause, ImportedProperties imported,
			Map<String, String> properties) {
		String faults = BindFault.of(cause, imported)
			.stream()
			.map((fault) -> "\n    Property: %s\n    Origin: %s\n    Reason: %s\n".formatted(fault.property(),
					fault.origin(), fault.reason()))
			.collect(Collectors.joining());
		String origins = properties.entrySet()
			.stream()
			.map((property) -> "\n    %s: %s".formatted(property.getKey(), property.getValue()))
			.collect(Collectors.joining());
		return "Imported values do not bind to %s%s; they are not shown, nor is what others say of them.\n%s\nImported properties that take part:\n%s"
			.formatted(cause.getTarget().getType(), bean(failure), faults, origins);
	}

	private static String bean(Throwable failure) {
		ConfigurationPropertiesBindException bean = ThrownChain.find(failure,
				ConfigurationPropertiesBindException.class);
		return (bean != null) ? " for the bean '%s'".formatted(bean.getBeanName()) : "";
	}

}
