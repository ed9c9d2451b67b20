package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;

/**
 * The type of a Secret, which says what entries it must have. Types that Kubernetes does
 * not define may have any.
 *
 * @param value the type as Kubernetes writes it
 */
@Internal
public record SecretType(String value) {

	/**
	 * A Secret with any entries.
	 */
	public static final SecretType OPAQUE = new SecretType("Opaque");

	/**
	 * A certificate chain and its private key.
	 */
	public static final SecretType TLS = new SecretType("kubernetes.io/tls");

	/**
	 * What pulling images from registries takes.
	 */
	public static final SecretType DOCKER_CONFIG_JSON = new SecretType("kubernetes.io/dockerconfigjson");

	/**
	 * A user name, a password, or both.
	 */
	public static final SecretType BASIC_AUTH = new SecretType("kubernetes.io/basic-auth");

	/**
	 * A private key to log in with.
	 */
	public static final SecretType SSH_AUTH = new SecretType("kubernetes.io/ssh-auth");

	private static final Map<String, List<String>> REQUIRED = Map.of(TLS.value,
			List.of(TlsEntries.CERTIFICATE, TlsEntries.KEY), DOCKER_CONFIG_JSON.value, List.of(RegistryEntry.NAME),
			SSH_AUTH.value, List.of("ssh-privatekey"));

	private static final List<String> LOGIN = List.of("username", "password");

	public SecretType {
		if (value.isBlank()) {
			throw new IllegalArgumentException("The type of a Secret must not be blank");
		}
	}

	void requireShape(SecretId id, Set<String> entries) {
		for (String required : REQUIRED.getOrDefault(this.value, List.of())) {
			if (!entries.contains(required)) {
				throw missing(id, "'" + required + "'");
			}
		}
		if (equals(BASIC_AUTH) && LOGIN.stream().noneMatch(entries::contains)) {
			throw missing(id, "'username' or 'password'");
		}
	}

	private InvalidSecretException missing(SecretId id, String entries) {
		return new InvalidSecretException(id, "a Secret of type '%s' needs the entry %s".formatted(this.value, entries),
				"Declare it, or choose another type.");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
