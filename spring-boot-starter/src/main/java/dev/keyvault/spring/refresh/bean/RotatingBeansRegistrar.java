package dev.keyvault.spring.refresh.bean;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.ResolvableType;

import dev.keyvault.spring.refresh.Rotating;

/**
 * Makes {@code Rotating<T>} injectable for every configuration properties bean of type
 * {@code T}, by a lazy bean definition. No code is generated for these definitions when
 * an application is processed ahead of time: they are registered when it starts.
 */
final class RotatingBeansRegistrar implements BeanFactoryPostProcessor {

	private static final String PREFIX = "rotating:";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			Class<?> type = beans.getType(name, false);
			if (type != null && beans.getBeanDefinition(name).isAutowireCandidate()
					&& beans.findAnnotationOnBean(name, ConfigurationProperties.class, false) != null) {
				((BeanDefinitionRegistry) beans).registerBeanDefinition(PREFIX + name, definition(beans, name, type));
			}
		}
	}

	private static RootBeanDefinition definition(ConfigurableListableBeanFactory beans, String name, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(ResolvableType.forClassWithGenerics(Rotating.class, type));
		definition.setInstanceSupplier(() -> beans.getBean(RotatingBeans.class).create(name));
		definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
		definition.setLazyInit(true);
		definition.setPrimary(beans.getBeanDefinition(name).isPrimary());
		definition.setFallback(beans.getBeanDefinition(name).isFallback());
		definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		return definition;
	}

}
