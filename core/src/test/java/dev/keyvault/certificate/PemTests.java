package dev.keyvault.certificate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pem}.
 */
class PemTests {

	@Test
	void encodeBreaksLinesAfter64Characters() {
		assertThat(Pem.encode("PUBLIC KEY", new byte[49])).isEqualTo("""
				-----BEGIN PUBLIC KEY-----
				%s
				AA==
				-----END PUBLIC KEY-----
				""".formatted("A".repeat(64)));
	}

}
