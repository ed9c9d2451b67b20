package dev.keyvault.azure;

import java.time.Instant;

import dev.keyvault.object.SensitiveValue;

/**
 * A bearer token.
 *
 * @param value the token
 * @param expires when it stops being accepted, by the timer
 * @param renewFrom when to start asking for another, by the timer
 */
record Token(SensitiveValue value, Instant expires, Instant renewFrom) {

	static Token endless(SensitiveValue value) {
		return new Token(value, Instant.MAX, Instant.MAX);
	}

}
