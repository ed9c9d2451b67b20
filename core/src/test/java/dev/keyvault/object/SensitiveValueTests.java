package dev.keyvault.object;

import java.io.Serializable;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SensitiveValue}.
 */
class SensitiveValueTests {

	private final SensitiveValue text = SensitiveValue.of("hünter2");

	private final SensitiveValue binary = SensitiveValue.of(new byte[] { 0, -1, 127, -128 });

	@Test
	void isEmptyTellsWhetherThereIsAnything() {
		assertThat(SensitiveValue.of("").isEmpty()).isTrue();
		assertThat(SensitiveValue.of(" ").isEmpty()).isFalse();
	}

	@Test
	void toStringNeverShowsTheValue() {
		assertThat(this.text).hasToString("[redacted]");
		assertThat(this.binary).hasToString("[redacted]");
		assertThat("%s %s".formatted(this.text, List.of(this.text))).isEqualTo("[redacted] [[redacted]]");
	}

	@Test
	void toStringOfObjectsNeverShowsTheValue() {
		assertThat(TestObjects.secret("db-password", "s3cret-hunter2").toString()).contains("db-password", "[redacted]")
			.doesNotContain("s3cret-hunter2");
	}

	@Test
	void serializationIsNotOffered() {
		assertThat(this.text).isNotInstanceOf(Serializable.class);
	}

	@Test
	void revealGivesTheTextBack() {
		assertThat(this.text.reveal()).isEqualTo("hünter2");
		assertThat(this.text.revealBytes()).asHexString().isEqualTo("68C3BC6E74657232");
		assertThat(this.text.isBinary()).isFalse();
	}

	@Test
	void revealBytesGivesTheBytesBack() {
		assertThat(this.binary.revealBytes()).containsExactly(0, -1, 127, -128);
		assertThat(this.binary.isBinary()).isTrue();
	}

	@Test
	void ofWhenBytesChangeLaterKeepsThem() {
		byte[] bytes = { 1, 2, 3 };
		SensitiveValue value = SensitiveValue.of(bytes);
		bytes[0] = 9;
		value.revealBytes()[1] = 9;
		assertThat(value.revealBytes()).containsExactly(1, 2, 3);
	}

	@Test
	void equalsComparesContentAndForm() {
		assertThat(this.text).isEqualTo(SensitiveValue.of("hünter2"))
			.hasSameHashCodeAs(SensitiveValue.of("hünter2"))
			.isNotEqualTo(SensitiveValue.of("s3cret-hunter2"))
			.isNotEqualTo(SensitiveValue.of(this.text.revealBytes()))
			.isNotEqualTo("hünter2");
	}

}
