package dev.keyvault.spring.refresh;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import dev.keyvault.rotation.CertificateValidator;
import dev.keyvault.rotation.RotationPoller;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.rotation.ValidityValidator;
import dev.keyvault.spring.config.ImportedKeys;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for applications that import keys:
 * vaults are polled, and followers are called after a rotation.
 */
@AutoConfiguration
@ConditionalOnBean(ImportedKeys.class)
public final class KeyVaultRefreshAutoConfiguration {

	@Bean
	RotationContext keyVaultRotationContext(ConfigurableApplicationContext context) {
		return new RotationContext(context);
	}

	@Bean
	@Order(RotationOrder.VALIDATE_CERTIFICATES)
	CertificateValidator keyVaultCertificateValidator() {
		return new CertificateValidator(Clock.systemUTC());
	}

	@Bean
	@Order(RotationOrder.VALIDATE_VALIDITY)
	ValidityValidator keyVaultValidityValidator() {
		return new ValidityValidator(Clock.systemUTC());
	}

	@Bean
	@Order(RotationOrder.VALIDATE_LITERALS)
	LiteralValidator keyVaultLiteralValidator(ImportedKeys keys, RotationContext rotation) {
		return new LiteralValidator(keys, rotation);
	}

	@Bean
	OverriddenKeys keyVaultOverriddenKeys(ConfigurableApplicationContext context) {
		return new OverriddenKeys(context.getEnvironment());
	}

	@Bean
	FollowerProblems keyVaultFollowerProblems() {
		return new FollowerProblems(Clock.systemUTC());
	}

	@Bean
	RotationDispatcher keyVaultRotationDispatcher(ConfigurableApplicationContext context, RotationContext rotation,
			ObjectProvider<RotationFollower> followers, ObjectProvider<RotationReport> reports,
			FollowerProblems problems) {
		return new RotationDispatcher(context, rotation, followers::orderedStream, reports::orderedStream, problems);
	}

	@Bean
	RotationPoller keyVaultRotationPoller(ImportedKeys keys, ObjectProvider<RotationValidator> validators,
			RotationDispatcher dispatcher) {
		return keys.poller((builder) -> builder.validators(validators::orderedStream).listener(dispatcher));
	}

	@Bean
	RotationThread keyVaultRotationThread(RotationPoller poller, RotationContext rotation, Environment environment) {
		boolean scheduled = environment.getProperty("keyvault.refresh.enabled", Boolean.class, true);
		return new RotationThread(poller, rotation::close, PollingWorker.executor("keyvault-rotation"), scheduled);
	}

	@Bean
	KeyVaultRefresher keyVaultRefresher(RotationPoller poller, RotationThread thread, FollowerProblems followers,
			OverriddenKeys overridden) {
		return new KeyVaultRefresher(poller, thread, followers, overridden);
	}

}
