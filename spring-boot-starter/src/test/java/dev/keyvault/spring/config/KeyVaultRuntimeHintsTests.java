package dev.keyvault.spring.config;

import java.lang.reflect.Constructor;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;

import dev.keyvault.object.SensitiveValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what native images are told.
 */
@Tag("jdk")
class KeyVaultRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	KeyVaultRuntimeHintsTests() {
		AotServices.factories(getClass().getClassLoader())
			.load(RuntimeHintsRegistrar.class)
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	@ParameterizedTest
	@ValueSource(classes = { KeyVaultProperties.class, KeyVaultProperties.VaultProperties.class,
			KeyVaultProperties.CredentialProperties.class, KeyVaultProperties.ImportAll.class,
			KeyVaultProperties.Load.class, KeyVaultProperties.Refresh.class, KubernetesProperties.class,
			KubernetesProperties.SecretProperties.class, KubernetesProperties.LeaderElectionProperties.class })
	void propertiesAreBound(Class<?> type) {
		Constructor<?> constructor = Stream.of(type.getDeclaredConstructors()).findFirst().orElseThrow();
		assertThat(this.hints).matches(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor));
	}

	@Test
	void credentialsAreConverted() throws NoSuchMethodException {
		assertThat(this.hints).matches(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(SensitiveValue.class.getMethod("of", String.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "KeyVaultEnvironmentPostProcessor", "KeyVaultConfigDataLoader",
			"KeyVaultConfigDataLocationResolver", "KeyVaultContextInitializer", "MissingImportFailureAnalyzer",
			"redaction.ImportedValueFailureAnalyzer" })
	void factoriesAreMade(String name) throws ClassNotFoundException {
		Class<?> type = Class.forName(getClass().getPackageName() + "." + name);
		Constructor<?> constructor = Stream.of(type.getDeclaredConstructors()).findFirst().orElseThrow();
		assertThat(this.hints).matches(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor));
	}

}
