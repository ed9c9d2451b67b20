package dev.keyvault.mapping;

import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectRequest.Content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SecretPart}.
 */
class SecretPartTests {

	@ParameterizedTest
	@ValueSource(strings = { "s3cret-hunter2", "", " s3cret-hunter2\n", "{\"a\": 1}", "ünï¢ødé 🔑" })
	void extractWithoutPartGivesTheValueAsItIs(String value) {
		assertThat(Extraction.text("app", value)).isEqualTo(value);
	}

	@Test
	void extractGivesAllBytesBack() {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		assertDecodes("app#base64", Base64.getEncoder().encodeToString(bytes), bytes);
		assertDecodes("app#base64", Base64.getMimeEncoder().encodeToString(bytes), bytes);
		assertDecodes("app#hex", HexFormat.of().formatHex(bytes), bytes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "AP8=", "AP8", " AP8=", "AP8=\n", "\r\n\tAP8= \n", "AP\n8=", "A P 8 =" })
	void extractFromBase64IgnoresWhiteSpace(String value) {
		assertDecodes("app#base64", value, new byte[] { 0, -1 });
	}

	@ParameterizedTest
	@ValueSource(strings = { "00ff", "00FF", "\n00fF ", "00 ff", "00\r\nff\r\n" })
	void extractFromHexIgnoresWhiteSpaceAndCase(String value) {
		assertDecodes("app#hex", value, new byte[] { 0, -1 });
	}

	@ParameterizedTest
	@ValueSource(strings = { "app#base64", "app#hex" })
	void extractWhenSecretIsEmptyGivesNoBytes(String reference) {
		assertDecodes(reference, " ", new byte[0]);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			app#base64 | s3cret-hunter2!           | Base64
			app#base64 | hunter-2           | Base64
			app#base64 | s3cret-hunter2=====       | Base64
			app#base64 | h                  | Base64
			app#base64 | A=P8               | Base64
			app#base64 | 🔑                 | Base64
			app#hex    | s3cret-hunter2            | hexadecimal digits
			app#hex    | 0ff                | hexadecimal digits
			app#hex    | 0xff               | hexadecimal digits
			app#hex    | 00:ff              | hexadecimal digits
			app#hex    | ٠٠                 | hexadecimal digits
			""")
	void extractWhenSecretIsNotEncodedTellsTheEncoding(String reference, String value, String encoding) {
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> Extraction.text(reference, value))
			.withMessage("The %s is not encoded in %s. Correct the value, or take the part off the reference.",
					Extraction.SECRET, encoding)
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "app#*", "app#base64", "app#hex", "app#/a", "key/app" })
	void contentIsFull(String reference) {
		assertThat(ObjectReference.parse(reference).part().content()).isEqualTo(Content.FULL);
	}

	private static void assertDecodes(String reference, String value, byte[] bytes) {
		SensitiveValue decoded = Extraction.one(reference, TestObjects.secret("app", value));
		assertThat(decoded.isBinary()).isTrue();
		assertThat(decoded.revealBytes()).containsExactly(bytes);
	}

}
