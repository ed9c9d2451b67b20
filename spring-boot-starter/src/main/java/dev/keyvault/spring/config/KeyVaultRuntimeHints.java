package dev.keyvault.spring.config;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;

import dev.keyvault.object.SensitiveValue;

/**
 * Tells native images what binding the properties of the import takes.
 */
final class KeyVaultRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(KeyVaultProperties.class).registerHints(hints, classLoader);
		hints.reflection()
			.registerMethod(
					Objects.requireNonNull(ReflectionUtils.findMethod(SensitiveValue.class, "of", String.class)),
					ExecutableMode.INVOKE);
	}

}
