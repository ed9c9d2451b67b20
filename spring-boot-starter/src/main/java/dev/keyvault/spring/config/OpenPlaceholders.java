package dev.keyvault.spring.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;

/**
 * Sees to it that placeholders which are meant lead somewhere before beans are made.
 * Spring would quote the value around one that does not. Whether one does is known when
 * the classes of the configuration have added their property sources.
 */
final class OpenPlaceholders {

	private final ConfigurableEnvironment environment;

	private OpenPlaceholders(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Have a context fail if imported values have placeholders that lead nowhere.
	 * @param context the context, before it is refreshed
	 */
	static void refuseIn(ConfigurableApplicationContext context) {
		OpenPlaceholders open = new OpenPlaceholders(context.getEnvironment());
		context.addBeanFactoryPostProcessor((beans) -> open.refuse());
	}

	private void refuse() {
		List<Problem> problems = this.environment.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.flatMap((source) -> problems((KeyVaultPropertySource) source))
			.toList();
		if (!problems.isEmpty()) {
			throw new KeyVaultImportException(problems);
		}
	}

	private Stream<Problem> problems(KeyVaultPropertySource source) {
		Map<NamedKey, Entry> entries = source.getSource().snapshot().layer(source.getName());
		return entries.entrySet()
			.stream()
			.flatMap((each) -> Stream.ofNullable(problem(source, each.getKey(), each.getValue())));
	}

	private @Nullable Problem problem(KeyVaultPropertySource source, NamedKey key, Entry entry) {
		String reason = source.getSource().placeholders().findOpenEnd(key, entry, this.environment);
		return (reason != null) ? new Problem(entry.mapping().subject(source.getName()), reason, Message
			.of("Set the property that the placeholder names, correct the value in the vault, or take away '%s' if values are to arrive as they are."
				.formatted(VaultSettingsReader.property(entry.mapping().vault().name(), "resolve-placeholders"))))
				: null;
	}

}
