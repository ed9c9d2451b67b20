package dev.keyvault.spring.refresh;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.context.properties.ConstructorBound;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * Binds fresh instances of configuration properties beans from the environment of one
 * snapshot. Spring Boot does it, with the converters, validators and advisors of the
 * application, in a context below that of the application which has the snapshot for its
 * environment. The application does not notice.
 */
final class SnapshotBinding implements AutoCloseable {

	private final SilentContext context;

	private SnapshotBinding(SilentContext context) {
		this.context = context;
	}

	static SnapshotBinding of(ConfigurableApplicationContext application, SnapshotEnvironment environment) {
		SilentContext context = new SilentContext();
		context.setParent(application);
		context.setEnvironment(environment);
		context.setClassLoader(application.getClassLoader());
		useConverters(application.getBeanFactory(), context);
		ConfigurationPropertiesBindingPostProcessor.register(context);
		context.refresh();
		return new SnapshotBinding(context);
	}

	private static void useConverters(ConfigurableListableBeanFactory application, GenericApplicationContext context) {
		context.getBeanFactory().setConversionService(application.getConversionService());
		if (application instanceof AbstractBeanFactory editors) {
			editors.getPropertyEditorRegistrars().forEach(context.getBeanFactory()::addPropertyEditorRegistrar);
		}
	}

	/**
	 * Bind a new instance.
	 * @param bean the bean of which the instance is to be another one
	 * @return the instance
	 * @throws RuntimeException if the properties do not bind or are not valid; the
	 * message may hold their values
	 */
	Object bind(PropertiesBean bean) {
		if (bean.constructorBound()) {
			return ConstructorBound.from(this.context.getBeanFactory(), bean.name(), bean.type());
		}
		RootBeanDefinition definition = new RootBeanDefinition(bean.type());
		definition.setResolvedFactoryMethod(bean.factoryMethod());
		this.context.registerBeanDefinition(bean.name(), definition);
		return this.context.getBean(ConfigurationPropertiesBindingPostProcessor.class)
			.postProcessBeforeInitialization(BeanUtils.instantiateClass(bean.type()), bean.name());
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A context whose events stay inside, so that the listeners of its parent are not
	 * told of a context that is none of theirs.
	 */
	private static final class SilentContext extends GenericApplicationContext {

		@Override
		protected void publishEvent(Object event, @Nullable ResolvableType typeHint) {
		}

	}

}
