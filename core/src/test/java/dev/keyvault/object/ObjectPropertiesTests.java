package dev.keyvault.object;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectProperties}.
 */
class ObjectPropertiesTests {

	@Test
	void createWhenTagsChangeLaterKeepsThem() {
		Map<String, String> tags = new HashMap<>(Map.of("app", "payments"));
		ObjectProperties properties = new ObjectProperties(TestObjects.secretId("a"), ObjectAttributes.NONE, tags,
				false);
		tags.clear();
		assertThat(properties.tags()).containsExactly(Map.entry("app", "payments"));
	}

}
