package dev.keyvault.samples.quickstart;

import dev.keyvault.object.SensitiveValue;

/**
 * A bean that uses {@code app.connection-string}, in one of the ways in which a bean can.
 */
interface Follower {

	/**
	 * Tell in which way.
	 * @return such as {@code @RefreshScope}
	 */
	String way();

	/**
	 * Give what the bean would connect with now.
	 * @return the connection string
	 */
	SensitiveValue uses();

}
