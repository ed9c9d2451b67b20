package dev.keyvault.kubernetes;

import java.util.Base64;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Disclosure}.
 */
class DisclosureTests {

	private static final Disclosure DISCLOSURE = Disclosure.except(secret("s3cret-of-client-1"), null, secret("pa55"));

	private static Secret secret(String value) {
		return new SecretBuilder().withNewMetadata()
			.endMetadata()
			.withData(Map.of("entry", Base64.getEncoder().encodeToString(value.getBytes())))
			.build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "the value s3cret-of-client-1 is weak", "it is S3CRET-OF-CLIENT-1", "starts with 's3cret'",
			"is \"czNjcmV0LW9mLWNsaWVudC0x\"", "has czNjcmV0 in it", "ends with lient-1", "not pa55, please",
			"cGE1NQ== is short" })
	void repeatWhenValueIsQuotedGivesNothing(String words) {
		assertThat(DISCLOSURE.repeat(words)).isNull();
	}

	@Test
	void repeatWhenNoValueIsQuotedGivesWordsInOneLine() {
		assertThat(DISCLOSURE.repeat(" secrets need\n\tthe label 'team'.\u0000 "))
			.isEqualTo("secrets need the label 'team'");
	}

	@Test
	void repeatWhenWordsAreManyCutsThem() {
		assertThat(DISCLOSURE.repeat("no ".repeat(500))).hasSize(301).endsWith("…");
	}

	@Test
	void repeatWhenThereAreNoWordsGivesNone() {
		assertThat(DISCLOSURE.repeat("")).isEmpty();
	}

	@Test
	void repeatWhenValuesAreAppliedByKubectlGivesNothingOfThem() {
		Secret applied = new SecretBuilder(secret("pa55")).editMetadata()
			.addToAnnotations("kubectl.kubernetes.io/last-applied-configuration",
					"{\"stringData\":{\"entry\":\"s3cret-of-old\"}}")
			.endMetadata()
			.build();
		assertThat(Disclosure.except(applied).repeat("was s3cret-of-old")).isNull();
	}

	@Test
	void repeatWhenValuesAreNotKnownGivesNothing() {
		assertThat(Disclosure.NOTHING.repeat("secrets need the label 'team'")).isNull();
	}

}
