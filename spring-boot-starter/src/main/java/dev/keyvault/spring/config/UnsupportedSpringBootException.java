package dev.keyvault.spring.config;

import org.springframework.util.ClassUtils;

/**
 * Raised when an application runs with a Spring Boot that this library is not made for.
 */
final class UnsupportedSpringBootException extends RuntimeException {

	private static final String NEEDED = "org.springframework.boot.bootstrap.BootstrapRegistry";

	UnsupportedSpringBootException(String version) {
		super("Key Vault for Spring needs Spring Boot 4.0 or newer, and this application runs with Spring Boot %s."
			.formatted(version));
	}

	/**
	 * Fail if Spring Boot is too old. Touches nothing that older ones lack.
	 * @param loader finds the classes of Spring Boot
	 * @param version the version of Spring Boot
	 * @throws UnsupportedSpringBootException if it is older than 4.0
	 */
	static void check(ClassLoader loader, String version) {
		if (!ClassUtils.isPresent(NEEDED, loader)) {
			throw new UnsupportedSpringBootException(version);
		}
	}

}
