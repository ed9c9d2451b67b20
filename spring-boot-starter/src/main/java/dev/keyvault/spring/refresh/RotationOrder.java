package dev.keyvault.spring.refresh;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import dev.keyvault.rotation.RotationValidator;

/**
 * The orders in which {@link RotationValidator validators} are asked and
 * {@link RotationFollower followers} are called. A bean of the application chooses its
 * place with {@link Order}, before or after one of these. A bean without an order comes
 * last.
 */
public final class RotationOrder {

	/**
	 * The validator of certificates: the chain, the private key and the validity.
	 */
	public static final int VALIDATE_CERTIFICATES = 0;

	/**
	 * The validator of the validity of secrets and keys.
	 */
	public static final int VALIDATE_VALIDITY = 10;

	/**
	 * The validator of values that would be read as placeholders.
	 */
	public static final int VALIDATE_LITERALS = 20;

	/**
	 * The validators of configuration properties beans and of fields with {@code @Value}.
	 */
	public static final int VALIDATE_BEANS = 100;

	/**
	 * The validators that try a login, which takes the longest and so comes last.
	 */
	public static final int VALIDATE_LOGINS = 500;

	/**
	 * The follower of SSL bundles, which connections that others open may need.
	 */
	public static final int FOLLOW_SSL_BUNDLES = Ordered.HIGHEST_PRECEDENCE;

	/**
	 * The followers of connection pools and clients with a login, which other beans may
	 * use when they follow.
	 */
	public static final int FOLLOW_LOGINS = 50;

	/**
	 * The follower of configuration properties beans that are JavaBeans.
	 */
	public static final int FOLLOW_PROPERTIES = 100;

	/**
	 * The follower of {@link Rotating} and its listeners.
	 */
	public static final int FOLLOW_ROTATING = 200;

	/**
	 * The follower of beans in the refresh scope of Spring Cloud.
	 */
	public static final int FOLLOW_REFRESH_SCOPE = 300;

	/**
	 * The publisher of Spring Cloud's event for changed properties.
	 */
	public static final int PUBLISH_ENVIRONMENT_CHANGE = 350;

	/**
	 * The follower of fields with {@code @Value}.
	 */
	public static final int FOLLOW_VALUES = 400;

	/**
	 * The followers that write values to somewhere outside the application, such as
	 * Kubernetes Secrets.
	 */
	public static final int FOLLOW_TARGETS = 900;

	private RotationOrder() {
	}

}
