package dev.keyvault.spring.config;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the configuration metadata to what is bound.
 */
class ConfigurationMetadataTests {

	@ParameterizedTest
	@MethodSource("properties")
	void propertyHasTypeAndDescription(String property) throws IOException {
		assertThat(metadata()).containsKey(property);
		assertThat(metadata().get(property).path("type").asText()).isNotEmpty();
		assertThat(metadata().get(property).path("description").asText()).endsWith(".").hasSizeGreaterThan(10);
	}

	@Test
	void defaultsAreTold() throws IOException {
		assertThat(metadata().get("keyvault.load.timeout").path("defaultValue").asText()).isEqualTo("30s");
		assertThat(metadata().get("keyvault.load.parallelism").path("defaultValue").asInt()).isEqualTo(16);
		assertThat(metadata().get("keyvault.vaults.*.cloud").path("defaultValue").asText()).isEqualTo("public");
	}

	static Stream<String> properties() {
		List<String> properties = new ArrayList<>();
		collect("keyvault", KeyVaultProperties.class, properties);
		return properties.stream();
	}

	private static void collect(String prefix, Class<?> type, Collection<String> properties) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			if (component.getName().equals("vaults")) {
				properties.add(name);
				collect(name + ".*", KeyVaultProperties.VaultProperties.class, properties);
			}
			else if (component.getName().equals("secrets")) {
				properties.add(name);
				collect(name + ".*", KubernetesProperties.SecretProperties.class, properties);
			}
			else if (component.getType().isRecord()) {
				collect(name, component.getType(), properties);
			}
			else {
				properties.add(name);
			}
		}
	}

	private static Map<String, JsonNode> metadata() throws IOException {
		try (InputStream json = KeyVaultProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			Map<String, JsonNode> properties = new HashMap<>();
			new ObjectMapper().readTree(Objects.requireNonNull(json))
				.path("properties")
				.forEach((property) -> properties.put(property.path("name").asText(), property));
			return properties;
		}
	}

}
