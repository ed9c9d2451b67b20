package dev.keyvault.target;

import dev.keyvault.Internal;

/**
 * One thing that a target writes and that fares by itself, such as a Secret or a file.
 */
@Internal
public interface Destination {

	/**
	 * Return the words for this destination in a message.
	 * @return such as {@code Secret 'foo-secrets' in namespace 'shop'}
	 */
	String describe();

	/**
	 * Return the short name, which no other destination of the target has.
	 * @return such as {@code shop/foo-secrets}
	 */
	@Override
	String toString();

}
