package dev.keyvault.spring.refresh;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.context.properties.ConstructorBound;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;

import dev.keyvault.Internal;

/**
 * Binds fresh instances of configuration properties beans from the environment of one
 * snapshot. Spring Boot does it, with the converters, validators and advisors of the
 * application, in a context below that of the application which has the snapshot for its
 * environment. The application does not notice.
 */
@Internal
public final class SnapshotBinding implements AutoCloseable {

	private final SilentContext context;

	private SnapshotBinding(SilentContext context) {
		this.context = context;
	}

	/**
	 * Create a binding.
	 * @param application the context of the application
	 * @param environment the environment to bind from
	 * @return the binding
	 */
	public static SnapshotBinding of(ConfigurableApplicationContext application, SnapshotEnvironment environment) {
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
	 * Create an instance whose properties go into its constructor.
	 * @param name the name of the bean of which the instance is to be another one
	 * @param type the type of the bean
	 * @return the instance
	 * @throws RuntimeException if the properties do not bind or are not valid; the
	 * message may hold their values
	 */
	public Object construct(String name, Class<?> type) {
		return ConstructorBound.from(this.context.getBeanFactory(), name, type);
	}

	/**
	 * Bind an existing instance, as Spring Boot did when it was created.
	 * @param instance the instance
	 * @param name the name of the bean that it is, or is another instance of
	 * @param type the type of the bean
	 * @param factoryMethod the method that makes the bean, or {@code null} if its class
	 * is registered
	 * @return the instance
	 * @throws RuntimeException if the properties do not bind or are not valid; the
	 * message may hold their values
	 */
	public Object bindTo(Object instance, String name, Class<?> type, @Nullable Method factoryMethod) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setResolvedFactoryMethod(factoryMethod);
		this.context.registerBeanDefinition(name, definition);
		return this.context.getBean(ConfigurationPropertiesBindingPostProcessor.class)
			.postProcessBeforeInitialization(instance, name);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A context whose events stay inside, so that the listeners of its parent are not
	 * called for a context that is not theirs.
	 */
	private static final class SilentContext extends GenericApplicationContext {

		@Override
		protected void publishEvent(Object event, @Nullable ResolvableType typeHint) {
		}

	}

}
