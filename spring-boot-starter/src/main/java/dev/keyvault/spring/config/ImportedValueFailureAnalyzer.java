package dev.keyvault.spring.config;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Tells which imported value does not bind and where it is from, without the value, which
 * the analyzers of Spring Boot would print.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ImportedValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final Environment environment;

	ImportedValueFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		List<String> faults = faults(cause);
		return faults.isEmpty() ? null : new FailureAnalysis(
				"Imported values do not bind to %s; they are not shown.\n%s".formatted(cause.getTarget().getType(),
						String.join("\n", faults)),
				"Correct the value of the object in the vault, its reference, or the type or rules of the property.",
				withoutMessages(cause));
	}

	// Spring Boot logs the cause at debug level, and its messages have the value.
	private static Throwable withoutMessages(BindException cause) {
		Throwable silent = new IllegalStateException("An imported value does not bind");
		silent.setStackTrace(cause.getStackTrace());
		return silent;
	}

	private List<String> faults(BindException failure) {
		return BindFault.of(failure)
			.stream()
			.filter((fault) -> isImported(fault.origin()) || fault.shown().stream().anyMatch(this::showsValue))
			.map((fault) -> "\n    Property: %s\n    Origin: %s\n    Reason: %s".formatted(fault.property(),
					fault.origin(), fault.reason()))
			.toList();
	}

	private static boolean isImported(@Nullable Origin origin) {
		return Stream.concat(Stream.ofNullable(origin), Origin.parentsFrom(origin).stream())
			.anyMatch(KeyVaultOrigin.class::isInstance);
	}

	private boolean showsValue(String text) {
		return this.environment instanceof ConfigurableEnvironment configurable && configurable.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.map((source) -> ((KeyVaultPropertySource) source).getSource())
			.anyMatch((keys) -> keys.areShownIn(text));
	}

}
