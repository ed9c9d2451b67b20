package dev.keyvault.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import dev.keyvault.spring.refresh.Rotating;
import dev.keyvault.spring.refresh.RotatingConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Rotating}, with imported
 * keys or without.
 */
@AutoConfiguration
@Import(RotatingConfiguration.class)
public final class KeyVaultRotatingAutoConfiguration {

}
