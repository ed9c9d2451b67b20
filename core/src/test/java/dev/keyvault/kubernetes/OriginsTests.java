package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.kubernetes.Origins.EntryOrigin;
import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
import dev.keyvault.object.SensitiveValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Origins}.
 */
class OriginsTests {

	@Test
	void parseReadsWhatWasWritten() {
		SecretEntry entry = new SecretEntry("db", SensitiveValue.of("s3cret-pa55-of-db"),
				List.of(new EntryOrigin("one"), new EntryOrigin("two#/user")));
		assertThat(Origins.parse(Origins.of(List.of(entry)).json()).entries())
			.isEqualTo(Map.of("db", List.of("one", "two#/user")));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "null", "7", "[]", "[\"a\"]", "{", "{\"a\":null}", "{\"a\":\"b\"}", "{\"a\":[]}" })
	void parseWhenSomebodyElseWroteItReadsNothing(String annotation) {
		assertThat(Origins.parse(annotation).entries()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":[null]}", "{\"a\":[{}]}", "{\"a\":[7]}" })
	void parseWhenOriginIsNoTextKeepsThatThereIsOne(String annotation) {
		assertThat(Origins.parse(annotation).entries().get("a")).hasSize(1).doesNotContainNull();
	}

}
