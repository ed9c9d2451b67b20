package dev.keyvault.object;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectKind}.
 */
class ObjectKindTests {

	@ParameterizedTest
	@CsvSource({ "SECRET, secret, secrets", "KEY, key, keys", "CERTIFICATE, certificate, certificates" })
	void wordAndPathAreThoseOfKeyVault(ObjectKind kind, String word, String path) {
		assertThat(kind.word()).isEqualTo(word);
		assertThat(kind.path()).isEqualTo(path);
	}

}
