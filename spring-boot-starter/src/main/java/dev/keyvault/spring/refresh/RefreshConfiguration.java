package dev.keyvault.spring.refresh;

import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import dev.keyvault.rotation.CertificateValidator;
import dev.keyvault.rotation.RotationPoller;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.rotation.ValidityValidator;
import dev.keyvault.spring.config.ImportedKeys;

/**
 * The beans that let an application follow its vaults.
 */
@Configuration(proxyBeanMethods = false)
public final class RefreshConfiguration {

	@Bean
	PropertiesBeans keyVaultPropertiesBeans(ConfigurableApplicationContext context) {
		return new PropertiesBeans(context);
	}

	@Bean
	ReadOnce keyVaultReadOnce(ConfigurableApplicationContext context) {
		return ReadOnce.of(context);
	}

	@Bean
	EnvironmentChanges keyVaultEnvironmentChanges(ConfigurableApplicationContext context, SnapshotBindings bindings) {
		return new EnvironmentChanges(context, bindings);
	}

	@Bean
	@Order(0)
	CertificateValidator keyVaultCertificateValidator() {
		return new CertificateValidator(Clock.systemUTC());
	}

	@Bean
	@Order(10)
	ValidityValidator keyVaultValidityValidator() {
		return new ValidityValidator(Clock.systemUTC());
	}

	@Bean
	@Order(20)
	LiteralValidator keyVaultLiteralValidator(ImportedKeys keys, EnvironmentChanges changes) {
		return new LiteralValidator(keys, changes);
	}

	@Bean
	@Order(100)
	BindingValidator keyVaultBindingValidator(EnvironmentChanges changes, PropertiesBeans beans,
			SnapshotBindings bindings) {
		return new BindingValidator(changes, beans, bindings);
	}

	@Bean
	@Order(100)
	PropertiesFollower keyVaultPropertiesFollower(PropertiesBeans beans, SnapshotBindings bindings, ReadOnce readOnce) {
		return new PropertiesFollower(beans, bindings, readOnce);
	}

	@Bean
	StaleBeans keyVaultStaleBeans(ConfigurableApplicationContext context, PropertiesBeans beans,
			SnapshotBindings bindings, ReadOnce readOnce) {
		return new StaleBeans(context, beans, bindings, readOnce);
	}

	@Bean
	OverriddenKeys keyVaultOverriddenKeys(ConfigurableApplicationContext context) {
		return new OverriddenKeys(context.getEnvironment());
	}

	@Bean
	RotationRelay keyVaultRotationRelay(ConfigurableApplicationContext context, StaleBeans stale,
			OverriddenKeys overridden, EnvironmentChanges changes, ObjectProvider<RotationFollower> followers) {
		UnusedKeys unused = new UnusedKeys(stale, overridden);
		return new RotationRelay(context, followers::orderedStream, unused, changes);
	}

	@Bean
	RotationPoller keyVaultRotationPoller(ImportedKeys keys, ObjectProvider<RotationValidator> validators,
			RotationRelay relay) {
		return keys.poller((builder) -> builder.validators(validators::orderedStream).listener(relay));
	}

	@Bean
	RotationThread keyVaultRotationThread(RotationPoller poller, EnvironmentChanges changes, Environment environment) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "keyvault-rotation");
			thread.setDaemon(true);
			return thread;
		});
		executor.setRemoveOnCancelPolicy(true);
		boolean scheduled = environment.getProperty("keyvault.refresh.enabled", Boolean.class, true);
		return new RotationThread(poller, changes::forget, executor, scheduled);
	}

	@Bean
	KeyVaultRefresher keyVaultRefresher(RotationPoller poller, RotationThread thread, OverriddenKeys overridden) {
		return new KeyVaultRefresher(poller, thread, overridden);
	}

	/**
	 * Fields with {@code @Value}.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("keyvault.refresh.value-fields")
	static final class ValueFields {

		@Bean
		static ValuePoints keyVaultValuePoints(ConfigurableListableBeanFactory beans) {
			return new ValuePoints(beans);
		}

		@Bean
		@Order(100)
		ValueValidator keyVaultValueValidator(EnvironmentChanges changes, ValuePoints points) {
			return new ValueValidator(changes, points);
		}

		@Bean
		@Order(400)
		ValueFollower keyVaultValueFollower(ConfigurableListableBeanFactory beans, ValuePoints points) {
			return new ValueFollower(beans, points);
		}

	}

	/**
	 * What Spring Cloud offers, where it is there.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RefreshScope.class)
	@ConditionalOnBean(RefreshScope.class)
	static final class SpringCloud {

		@Bean
		@Order(300)
		RefreshScopeFollower keyVaultRefreshScopeFollower(ConfigurableListableBeanFactory beans, RefreshScope scope) {
			return new RefreshScopeFollower(beans, scope);
		}

		@Bean
		@Order(350)
		@ConditionalOnBooleanProperty("keyvault.refresh.environment-change-event")
		EnvironmentChangeFollower keyVaultEnvironmentChangeFollower(ConfigurableApplicationContext context) {
			return new EnvironmentChangeFollower(context);
		}

	}

}
