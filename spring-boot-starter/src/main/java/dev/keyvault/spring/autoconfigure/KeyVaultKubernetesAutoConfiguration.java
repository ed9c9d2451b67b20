package dev.keyvault.spring.autoconfigure;

import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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

import dev.keyvault.kubernetes.Backoff;
import dev.keyvault.kubernetes.LeaderElection;
import dev.keyvault.kubernetes.SecretsTarget;
import dev.keyvault.rotation.RotationWatcher;
import dev.keyvault.source.SteadyClock;
import dev.keyvault.spring.actuate.KeyVaultKubernetesHealthIndicator;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.config.KubernetesSettings;
import dev.keyvault.spring.kubernetes.SecretsKeeper;
import dev.keyvault.spring.kubernetes.SecretsLeadership;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Kubernetes Secrets: they are
 * written at start-up, and follow rotation after all beans have.
 */
@AutoConfiguration
@ConditionalOnClass(name = "io.fabric8.kubernetes.client.KubernetesClient")
@ConditionalOnBean(KubernetesSettings.class)
public final class KeyVaultKubernetesAutoConfiguration {

	@Bean
	SecretsLeadership keyVaultSecretsLeadership(KubernetesSettings settings, ObjectProvider<SecretsKeeper> keeper) {
		return new SecretsLeadership(settings.api(), settings.lease(), () -> keeper.ifAvailable(SecretsKeeper::lead),
				new LeaderElection.Time(Clock.systemUTC(), System::nanoTime));
	}

	@Bean
	@Order(900)
	SecretsKeeper keyVaultSecretsKeeper(KubernetesSettings settings, ImportedKeys keys, SecretsLeadership leadership,
			ObjectProvider<RotationWatcher> watchers) {
		Clock timer = SteadyClock.start();
		SecretsTarget target = new SecretsTarget(settings.api(), settings.target(), leadership,
				(key) -> watchers.stream().anyMatch((watcher) -> watcher.isUnread(key.declaration(), key.key())),
				new SecretsTarget.Timing(Clock.systemUTC(), timer,
						Backoff.create(() -> ThreadLocalRandom.current().nextDouble())));
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "keyvault-kubernetes");
			thread.setDaemon(true);
			return thread;
		});
		executor.setRemoveOnCancelPolicy(true);
		return new SecretsKeeper(settings, target, leadership, keys::snapshot, executor, timer);
	}

	/**
	 * Tells of the Secrets.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("keyvaultkubernetes")
	static final class HealthConfiguration {

		@Bean
		KeyVaultKubernetesHealthIndicator keyVaultKubernetesHealthIndicator(SecretsKeeper keeper) {
			return new KeyVaultKubernetesHealthIndicator(keeper);
		}

	}

}
