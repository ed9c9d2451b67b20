package dev.keyvault.spring.refresh.bean;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.core.MethodParameter;
import org.springframework.util.ReflectionUtils;

/**
 * A field, method or parameter of a singleton that {@code @Value} injects.
 */
sealed interface ValueInjectionPoint {

	/**
	 * Return the text of the annotation.
	 * @return such as {@code ${app.key}}
	 */
	String expression();

	/**
	 * Describe the injection point.
	 * @return such as {@code field 'key' of LoginService}
	 */
	String describe();

	private static @Nullable Object resolve(AutowireCapableBeanFactory beans, DependencyDescriptor descriptor,
			String name) {
		return beans.resolveDependency(descriptor, name);
	}

	/**
	 * An injection point that can be injected again.
	 */
	sealed interface Refreshable extends ValueInjectionPoint {

		/**
		 * Inject the current value.
		 * @param beans resolves the annotation
		 */
		void fill(AutowireCapableBeanFactory beans);

	}

	/**
	 * A field that is not final.
	 *
	 * @param expression the text of the annotation
	 * @param bean the bean
	 * @param name the name of the bean
	 * @param field the field
	 */
	record OfField(String expression, Object bean, String name, Field field) implements Refreshable {

		@Override
		public void fill(AutowireCapableBeanFactory beans) {
			Object value = resolve(beans, new DependencyDescriptor(this.field, true), this.name);
			ReflectionUtils.makeAccessible(this.field);
			ReflectionUtils.setField(this.field, this.bean, value);
		}

		@Override
		public String describe() {
			return "field '%s' of %s".formatted(this.field.getName(), this.field.getDeclaringClass().getName());
		}

	}

	/**
	 * A method with one parameter.
	 *
	 * @param expression the text of the annotation
	 * @param bean the bean
	 * @param name the name of the bean
	 * @param method the method
	 */
	record OfSetter(String expression, Object bean, String name, Method method) implements Refreshable {

		@Override
		public void fill(AutowireCapableBeanFactory beans) {
			Object value = resolve(beans, new DependencyDescriptor(new MethodParameter(this.method, 0), true),
					this.name);
			ReflectionUtils.makeAccessible(this.method);
			ReflectionUtils.invokeMethod(this.method, this.bean, value);
		}

		@Override
		public String describe() {
			return "method '%s' of %s".formatted(this.method.getName(), this.method.getDeclaringClass().getName());
		}

	}

	/**
	 * An injection point that is injected once only.
	 *
	 * @param expression the text of the annotation
	 * @param describe the words for the place
	 */
	record Fixed(String expression, String describe) implements ValueInjectionPoint {

	}

}
