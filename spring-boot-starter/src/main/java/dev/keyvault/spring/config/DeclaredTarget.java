package dev.keyvault.spring.config;

/**
 * A target that configuration declares, as the bean that it becomes.
 *
 * @param name the name of the bean
 * @param bean a {@link dev.keyvault.target.Target}, or settings that an
 * auto-configuration makes one of; closed with the context
 */
public record DeclaredTarget(String name, AutoCloseable bean) {

}
