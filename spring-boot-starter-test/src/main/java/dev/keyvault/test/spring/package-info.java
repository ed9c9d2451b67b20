/**
 * Brings an embedded Key Vault to a Spring Boot application early enough for
 * {@code spring.config.import}.
 */
@NullMarked
package dev.keyvault.test.spring;

import org.jspecify.annotations.NullMarked;
