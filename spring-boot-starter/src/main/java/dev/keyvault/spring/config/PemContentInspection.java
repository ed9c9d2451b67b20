package dev.keyvault.spring.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.spring.config.redaction.ImportedProperties;

/**
 * Sees to it that what an application imports as PEM text of its SSL settings is one.
 * Spring Boot takes any other text for the name of a file, and tells everybody that there
 * is none of this name.
 */
final class PemContentInspection {

	private static final List<ConfigurationPropertyName> PREFIXES = Stream
		.of("spring.ssl.bundle.pem", "server.ssl", "management.server.ssl")
		.map(ConfigurationPropertyName::of)
		.toList();

	private static final Set<String> CONTENTS = Set.of("certificate", "privatekey", "certificateprivatekey",
			"trustcertificate");

	private static final Pattern CONTENT_OR_LOCATION = Pattern
		.compile("(?s).*-----BEGIN .*|(classpath|file):\\S{1,300}");

	private final ConfigurableEnvironment environment;

	private final ImportedProperties imported;

	PemContentInspection(ConfigurableEnvironment environment) {
		this.environment = environment;
		this.imported = ImportedProperties.of(environment);
	}

	/**
	 * Find texts that are no PEM texts.
	 * @return a problem for each
	 */
	List<Problem> problems() {
		return PREFIXES.stream()
			.flatMap((prefix) -> this.imported.below(prefix).entrySet().stream())
			.filter((property) -> isWrong(property.getKey()))
			.map(this::problem)
			.toList();
	}

	private boolean isWrong(ConfigurationPropertyName name) {
		String value = CONTENTS.contains(name.getLastElement(Form.UNIFORM)) ? value(name) : null;
		return value != null && !value.isEmpty() && !CONTENT_OR_LOCATION.matcher(value).matches();
	}

	private @Nullable String value(ConfigurationPropertyName name) {
		try {
			return this.environment.getProperty(name.toString());
		}
		catch (IllegalArgumentException ex) {
			// Whether a placeholder leads nowhere is known later.
			return null;
		}
	}

	private Problem problem(Map.Entry<ConfigurationPropertyName, String> property) {
		String name = this.imported.shown(property.getKey().toString());
		return new Problem(new Subject.Property("", name),
				"The value of '%s' is neither a PEM text nor the location of one; it is from %s.".formatted(name,
						property.getValue()),
				Message
					.of("Refer to a certificate, such as certificate/web#chain and certificate/web#private-key, or correct the value of the object in the vault."));
	}

}
