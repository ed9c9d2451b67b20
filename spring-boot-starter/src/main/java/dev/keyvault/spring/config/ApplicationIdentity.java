package dev.keyvault.spring.config;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

import dev.keyvault.kubernetes.SecretSettings.PodId;
import dev.keyvault.spring.config.binding.InvalidPropertyException;

/**
 * Who the application is to Kubernetes: its name, its pod and this replica of it.
 */
final class ApplicationIdentity {

	static final String NAME = "spring.application.name";

	private final PropertyResolver environment;

	private final Supplier<String> unique;

	/**
	 * Create an identity.
	 * @param environment says the name of the application and of the pod
	 * @param unique gives a text that nobody else has
	 */
	ApplicationIdentity(PropertyResolver environment, Supplier<String> unique) {
		this.environment = environment;
		this.unique = unique;
	}

	/**
	 * Return the name of the application.
	 * @return the name, or {@code null} if it has none
	 */
	@Nullable String application() {
		String name = this.environment.getProperty(NAME);
		return StringUtils.hasText(name) ? name : null;
	}

	/**
	 * Return the name of the application, which something does not go without.
	 * @param property what takes the name
	 * @param reason what it does with it
	 * @param instead what else can be done
	 * @return the name
	 * @throws InvalidPropertyException if the application has none
	 */
	String requireApplication(String property, String reason, String instead) {
		String name = application();
		if (name == null) {
			throw new InvalidPropertyException(property,
					"'%s' %s, and the application has no name to tell it from others.".formatted(property, reason),
					"Set '%s', %s.".formatted(NAME, instead));
		}
		return name;
	}

	/**
	 * Return the pod that the application runs in.
	 * @param namespace the namespace if the pod does not say one
	 * @return the pod, or {@code null} if there is none
	 */
	@Nullable PodId pod(String namespace) {
		String name = podName();
		return (name != null) ? new PodId(this.environment.getProperty("POD_NAMESPACE", namespace), name) : null;
	}

	private @Nullable String podName() {
		String name = this.environment.getProperty("POD_NAME");
		return (name != null) ? name : this.environment.getProperty("HOSTNAME");
	}

	/**
	 * Return a name for this replica, which no other one has: pods on the network of
	 * their node, and those that say their host name, may share that.
	 * @return the name of the pod, if there is one, and something unique
	 */
	String replica() {
		String name = podName();
		return (name != null) ? name + "_" + this.unique.get() : this.unique.get();
	}

}
