package dev.keyvault.azure.credential;

import java.time.Instant;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;

/**
 * A bearer token.
 *
 * @param value the token
 * @param expires when it stops being accepted, by the timer
 * @param renewFrom when to start asking for another, by the timer
 */
@Internal
public record Token(SensitiveValue value, Instant expires, Instant renewFrom) {

	static Token endless(SensitiveValue value) {
		return new Token(value, Instant.MAX, Instant.MAX);
	}

}
