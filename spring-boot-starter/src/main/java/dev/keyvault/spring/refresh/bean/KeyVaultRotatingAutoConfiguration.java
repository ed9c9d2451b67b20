package dev.keyvault.spring.refresh.bean;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration;
import dev.keyvault.spring.refresh.Rotating;
import dev.keyvault.spring.refresh.RotationContext;
import dev.keyvault.spring.refresh.RotationOrder;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the beans of an application:
 * they follow rotation if the application imports keys. {@link Rotating} can be injected
 * without imported keys too, so that an application whose profile imports none can inject
 * the same types, whose values then never change.
 */
@AutoConfiguration(after = KeyVaultRefreshAutoConfiguration.class,
		afterName = "org.springframework.cloud.autoconfigure.RefreshAutoConfiguration")
public final class KeyVaultRotatingAutoConfiguration {

	@Bean
	static RotatingBeansRegistrar keyVaultRotatingBeansRegistrar() {
		return new RotatingBeansRegistrar();
	}

	@Bean
	@Order(RotationOrder.FOLLOW_ROTATING)
	RotatingBeans keyVaultRotatingBeans(ConfigurableApplicationContext context, ObjectProvider<ImportedKeys> keys,
			ObjectProvider<RotationContext> rotation) {
		ImportedKeys imported = keys.getIfAvailable();
		return new RotatingBeans(context, () -> (imported != null) ? imported.snapshot() : Snapshot.EMPTY,
				rotation::getObject);
	}

	/**
	 * Beans follow where keys are imported.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(RotationContext.class)
	static final class ImportedKeysConfiguration {

		@Bean
		PropertiesBeans keyVaultPropertiesBeans(ConfigurableApplicationContext context) {
			return new PropertiesBeans(context);
		}

		@Bean
		ReadOnce keyVaultReadOnce(ConfigurableApplicationContext context) {
			return ReadOnce.of(context);
		}

		@Bean
		@Order(RotationOrder.VALIDATE_BEANS)
		BindingValidator keyVaultBindingValidator(PropertiesBeans beans, RotationContext rotation) {
			return new BindingValidator(beans, rotation);
		}

		@Bean
		@Order(RotationOrder.FOLLOW_PROPERTIES)
		PropertiesFollower keyVaultPropertiesFollower(PropertiesBeans beans, RotationContext rotation,
				ReadOnce readOnce) {
			return new PropertiesFollower(beans, rotation, readOnce);
		}

		@Bean
		UnusedKeys keyVaultUnusedKeys(ConfigurableApplicationContext context, PropertiesBeans beans,
				RotationContext rotation, ReadOnce readOnce) {
			return new UnusedKeys(new StaleBeans(context, beans, rotation, readOnce));
		}

	}

	/**
	 * Fields with {@code @Value} follow where the application wants them to.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(RotationContext.class)
	@ConditionalOnBooleanProperty("keyvault.refresh.value-fields")
	static final class ValueFieldsConfiguration {

		@Bean
		static ValueInjectionPoints keyVaultValueInjectionPoints(ConfigurableListableBeanFactory beans) {
			return new ValueInjectionPoints(beans);
		}

		@Bean
		@Order(RotationOrder.VALIDATE_BEANS)
		ValueValidator keyVaultValueValidator(RotationContext rotation, ValueInjectionPoints points) {
			return new ValueValidator(rotation, points);
		}

		@Bean
		@Order(RotationOrder.FOLLOW_VALUES)
		ValueFollower keyVaultValueFollower(ConfigurableListableBeanFactory beans, ValueInjectionPoints points) {
			return new ValueFollower(beans, points);
		}

	}

	/**
	 * Beans in the refresh scope follow where Spring Cloud is present.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RefreshScope.class)
	@ConditionalOnBean({ RefreshScope.class, RotationContext.class })
	static final class SpringCloudConfiguration {

		@Bean
		@Order(RotationOrder.FOLLOW_REFRESH_SCOPE)
		RefreshScopeFollower keyVaultRefreshScopeFollower(ConfigurableListableBeanFactory beans, RefreshScope scope) {
			return new RefreshScopeFollower(beans, scope);
		}

		@Bean
		@Order(RotationOrder.PUBLISH_ENVIRONMENT_CHANGE)
		@ConditionalOnBooleanProperty("keyvault.refresh.environment-change-event")
		EnvironmentChangeFollower keyVaultEnvironmentChangeFollower(ConfigurableApplicationContext context) {
			return new EnvironmentChangeFollower(context);
		}

	}

}
