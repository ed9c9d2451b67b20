package dev.keyvault.spring.config;

import org.jspecify.annotations.Nullable;

/**
 * Reads a target that configuration declares, before the application has beans. It is
 * registered in {@code META-INF/spring.factories} under the name of this interface. A
 * {@link dev.keyvault.target.Target} that needs nothing but beans is a bean instead, and
 * has no reader.
 */
public interface TargetReader extends AutoCloseable {

	/**
	 * Read the target. Called once, after the keys have been loaded.
	 * @param context the configuration and the imported keys; takes problems, which fail
	 * the start together with those of others
	 * @return the target, or {@code null} if none is declared or something is wrong
	 */
	@Nullable DeclaredTarget read(TargetContext context);

	/**
	 * Release what was opened for a target of an application that does not start. Does
	 * nothing by default.
	 */
	@Override
	default void close() {
	}

}
