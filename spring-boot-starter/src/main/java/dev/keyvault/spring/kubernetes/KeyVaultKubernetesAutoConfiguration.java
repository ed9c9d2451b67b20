package dev.keyvault.spring.kubernetes;

import java.time.Clock;
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

import dev.keyvault.kubernetes.LeaderElection;
import dev.keyvault.kubernetes.SecretReconciler;
import dev.keyvault.rotation.RotationPoller;
import dev.keyvault.source.SteadyClock;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.config.KubernetesSettings;
import dev.keyvault.spring.refresh.PollingWorker;
import dev.keyvault.spring.refresh.RotationOrder;
import dev.keyvault.target.Backoff;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Kubernetes Secrets: they are
 * written at start-up, and follow rotation after all beans have.
 */
@AutoConfiguration
@ConditionalOnClass(name = "io.fabric8.kubernetes.client.KubernetesClient")
@ConditionalOnBean(KubernetesSettings.class)
public final class KeyVaultKubernetesAutoConfiguration {

	@Bean
	SecretsLeadership keyVaultSecretsLeadership(KubernetesSettings settings,
			ObjectProvider<SecretsLifecycle> lifecycle) {
		return new SecretsLeadership(settings.api(), settings.lease(),
				() -> lifecycle.ifAvailable(SecretsLifecycle::lead),
				new LeaderElection.Time(Clock.systemUTC(), System::nanoTime));
	}

	@Bean
	@Order(RotationOrder.FOLLOW_TARGETS)
	SecretsLifecycle keyVaultSecretsLifecycle(KubernetesSettings settings, ImportedKeys keys,
			SecretsLeadership leadership, ObjectProvider<RotationPoller> pollers) {
		Clock timer = SteadyClock.start();
		SecretReconciler target = new SecretReconciler(settings.api(), settings.target(), leadership,
				(key) -> pollers.stream().anyMatch((poller) -> poller.isPending(key.declaration(), key.key())),
				new SecretReconciler.Timing(Clock.systemUTC(), timer,
						Backoff.create(() -> ThreadLocalRandom.current().nextDouble())));
		return new SecretsLifecycle(settings, target, leadership, keys::snapshot,
				PollingWorker.executor("keyvault-kubernetes"), timer);
	}

	/**
	 * Tells of the Secrets.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("keyvaultkubernetes")
	static final class HealthConfiguration {

		@Bean
		KeyVaultKubernetesHealthIndicator keyVaultKubernetesHealthIndicator(SecretsLifecycle lifecycle) {
			return new KeyVaultKubernetesHealthIndicator(lifecycle);
		}

	}

}
