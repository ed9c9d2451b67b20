package dev.keyvault.spring.refresh.bean;

import java.lang.reflect.Method;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import dev.keyvault.spring.refresh.SnapshotBinding;

/**
 * A configuration properties bean of the application.
 *
 * @param name the name of the bean
 * @param type the type that properties are bound to
 * @param prefix the prefix of its properties
 * @param constructorBound whether the properties go into the constructor, so that the
 * bean can never change
 * @param factoryMethod the method that makes the bean, or {@code null} if its class is
 * registered
 * @param instance the bean itself, without proxy
 */
record PropertiesBean(String name, Class<?> type, String prefix, boolean constructorBound,
		@Nullable Method factoryMethod, Object instance) {

	static PropertiesBean get(ConfigurableApplicationContext context, String name) {
		return Objects.requireNonNull(find(context, name, context.getBean(name)), name);
	}

	static @Nullable PropertiesBean find(ConfigurableApplicationContext context, String name, Object bean) {
		ConfigurationPropertiesBean found = ConfigurationPropertiesBean.get(context, bean, name);
		if (found == null) {
			return null;
		}
		Object target = AopProxyUtils.getSingletonTarget(bean);
		Object instance = (target != null) ? target : bean;
		return new PropertiesBean(name, ClassUtils.getUserClass(instance), found.getAnnotation().prefix(),
				found.asBindTarget().getBindMethod() == BindMethod.VALUE_OBJECT,
				factoryMethod(context.getBeanFactory(), name), instance);
	}

	private static @Nullable Method factoryMethod(ConfigurableListableBeanFactory beans, String name) {
		return (beans.containsBeanDefinition(name)
				&& beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition root)
						? root.getResolvedFactoryMethod() : null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PropertiesBean bean && this.name.equals(bean.name);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	boolean canBeMadeAfresh() {
		return ClassUtils.hasConstructor(this.type);
	}

	/**
	 * Bind another instance.
	 * @param binding where the values are from
	 * @return the instance
	 */
	Object bind(SnapshotBinding binding) {
		return this.constructorBound ? binding.construct(this.name, this.type)
				: bindTo(BeanUtils.instantiateClass(this.type), binding);
	}

	/**
	 * Bind the bean itself, as when it was made.
	 * @param binding where the values are from
	 */
	void bindInPlace(SnapshotBinding binding) {
		bindTo(this.instance, binding);
	}

	private Object bindTo(Object target, SnapshotBinding binding) {
		return binding.bindTo(target, this.name, this.type, this.factoryMethod);
	}

	String describe() {
		return "'%s' (%s)".formatted(this.prefix, this.type.getSimpleName());
	}

}
