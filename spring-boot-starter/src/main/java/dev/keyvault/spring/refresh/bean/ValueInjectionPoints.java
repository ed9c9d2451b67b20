package dev.keyvault.spring.refresh.bean;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.PropertyValues;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Collects the fields, methods and parameters of singletons that {@code @Value} injects.
 * Thread-safe.
 */
final class ValueInjectionPoints implements InstantiationAwareBeanPostProcessor {

	private static final List<String> INJECTED = List.of(Autowired.class.getName(), Value.class.getName(),
			"jakarta.inject.Inject");

	private final ConfigurableListableBeanFactory beans;

	private final Queue<ValueInjectionPoint> points = new ConcurrentLinkedQueue<>();

	ValueInjectionPoints(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	List<ValueInjectionPoint> all() {
		return List.copyOf(this.points);
	}

	@Override
	public @Nullable PropertyValues postProcessProperties(PropertyValues values, Object bean, String name) {
		if (this.beans.containsBeanDefinition(name)
				&& this.beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition
				&& definition.isSingleton()) {
			ReflectionUtils.doWithFields(bean.getClass(), (field) -> addField(field, bean, name));
			ReflectionUtils.doWithMethods(bean.getClass(), (method) -> addMethod(method, bean, name),
					ReflectionUtils.USER_DECLARED_METHODS);
			addFixed(bean, definition);
		}
		return values;
	}

	private void addField(Field field, Object bean, String name) {
		String expression = expression(field);
		if (expression != null && Modifier.isFinal(field.getModifiers())) {
			this.points.add(new ValueInjectionPoint.Fixed(expression,
					"final field '%s' of %s".formatted(field.getName(), field.getDeclaringClass().getName())));
		}
		else if (expression != null && !Modifier.isStatic(field.getModifiers())) {
			this.points.add(new ValueInjectionPoint.OfField(expression, bean, name, field));
		}
	}

	private void addMethod(Method method, Object bean, String name) {
		if (!isInjected(method, bean.getClass())) {
			return;
		}
		if (method.getParameterCount() == 1) {
			String own = expression(method);
			String expression = (own != null) ? own : expression(method.getParameters()[0]);
			if (expression != null) {
				this.points.add(new ValueInjectionPoint.OfSetter(expression, bean, name, method));
			}
		}
		else {
			addParameters(method);
		}
	}

	private static boolean isInjected(Method method, Class<?> type) {
		return !Modifier.isStatic(method.getModifiers())
				&& method.equals(ClassUtils.getMostSpecificMethod(method, ClassUtils.getUserClass(type)))
				&& INJECTED.stream().anyMatch((annotation) -> AnnotatedElementUtils.isAnnotated(method, annotation));
	}

	private void addFixed(Object bean, RootBeanDefinition definition) {
		Method factory = definition.getResolvedFactoryMethod();
		if (factory != null) {
			addParameters(factory);
		}
		else {
			Stream.of(ClassUtils.getUserClass(bean).getDeclaredConstructors()).forEach(this::addParameters);
		}
	}

	private void addParameters(Executable executable) {
		for (Parameter parameter : executable.getParameters()) {
			String expression = expression(parameter);
			if (expression != null) {
				this.points.add(new ValueInjectionPoint.Fixed(expression, "parameter '%s' of %s.%s"
					.formatted(parameter.getName(), executable.getDeclaringClass().getName(), name(executable))));
			}
		}
	}

	private static String name(Executable executable) {
		return (executable instanceof Method) ? executable.getName() : "<init>";
	}

	private static @Nullable String expression(AnnotatedElement element) {
		Value value = AnnotatedElementUtils.getMergedAnnotation(element, Value.class);
		return (value != null) ? value.value() : null;
	}

}
