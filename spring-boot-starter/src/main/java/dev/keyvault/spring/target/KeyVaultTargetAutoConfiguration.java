package dev.keyvault.spring.target;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.keyvault.source.SteadyClock;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.refresh.PollingWorker;
import dev.keyvault.spring.refresh.RotationOrder;
import dev.keyvault.target.Backoff;
import dev.keyvault.target.Target;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the targets of an application:
 * each {@link Target} bean is written at start-up, and after all beans have followed a
 * rotation.
 */
@AutoConfiguration
@ConditionalOnBean({ ImportedKeys.class, Target.class })
public final class KeyVaultTargetAutoConfiguration {

	@Bean
	@Order(RotationOrder.FOLLOW_TARGETS)
	TargetsLifecycle keyVaultTargetsLifecycle(ImportedKeys keys, ObjectProvider<Target> targets) {
		Clock timer = SteadyClock.start();
		Backoff backoff = Backoff.create(() -> ThreadLocalRandom.current().nextDouble());
		List<TargetWorker> workers = targets.orderedStream()
			.map((target) -> new TargetWorker(target, PollingWorker.executor("keyvault-target-" + target.name()), timer,
					backoff))
			.toList();
		return new TargetsLifecycle(workers, keys::snapshot);
	}

	/**
	 * Shows what became of each target.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("keyvaulttargets")
	static final class HealthConfiguration {

		@Bean
		KeyVaultTargetsHealthIndicator keyVaultTargetsHealthIndicator(TargetsLifecycle lifecycle) {
			return new KeyVaultTargetsHealthIndicator(lifecycle);
		}

	}

}
