package dev.keyvault.snapshot;

import java.time.Instant;

import dev.keyvault.Internal;

/**
 * Where a value is from while its vault is out of reach.
 *
 * @param place the words for it in a message, such as
 * {@code Secret 'foo-secrets' in namespace 'shop'}
 * @param writtenAt when the value was put there
 */
@Internal
public record Fallback(String place, Instant writtenAt) {

}
