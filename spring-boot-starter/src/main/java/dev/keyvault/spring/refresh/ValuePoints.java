package dev.keyvault.spring.refresh;

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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Takes note of the places in singletons that {@code @Value} fills. Thread-safe.
 */
final class ValuePoints implements InstantiationAwareBeanPostProcessor {

	private final ConfigurableListableBeanFactory beans;

	private final Queue<ValuePoint> points = new ConcurrentLinkedQueue<>();

	ValuePoints(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	List<ValuePoint> all() {
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
			this.points.add(new ValuePoint.Fixed(expression,
					"final field '%s' of %s".formatted(field.getName(), field.getDeclaringClass().getName())));
		}
		else if (expression != null && !Modifier.isStatic(field.getModifiers())) {
			this.points.add(new ValuePoint.OfField(expression, bean, name, field));
		}
	}

	private void addMethod(Method method, Object bean, String name) {
		boolean factory = this.beans.containsBeanDefinition(name)
				&& AnnotatedElementUtils.hasAnnotation(method, org.springframework.context.annotation.Bean.class);
		if (factory || Modifier.isStatic(method.getModifiers())) {
			return;
		}
		if (method.getParameterCount() == 1) {
			String own = expression(method);
			String expression = (own != null) ? own : expression(method.getParameters()[0]);
			if (expression != null) {
				this.points.add(new ValuePoint.OfSetter(expression, bean, name, method));
			}
		}
		else {
			addParameters(method);
		}
	}

	private void addFixed(Object bean, RootBeanDefinition definition) {
		Method factory = definition.getResolvedFactoryMethod();
		if (factory != null) {
			addParameters(factory);
		}
		else {
			Stream.of(bean.getClass().getDeclaredConstructors()).forEach(this::addParameters);
		}
	}

	private void addParameters(Executable executable) {
		for (Parameter parameter : executable.getParameters()) {
			String expression = expression(parameter);
			if (expression != null) {
				this.points.add(new ValuePoint.Fixed(expression, "parameter '%s' of %s.%s"
					.formatted(parameter.getName(), executable.getDeclaringClass().getName(), name(executable))));
			}
		}
	}

	private static String name(Executable executable) {
		return (executable instanceof Method) ? executable.getName() : "<init>";
	}

	private static @Nullable String expression(AnnotatedElement element) {
		Value value = AnnotatedElementUtils.findMergedAnnotation(element, Value.class);
		return (value != null) ? value.value() : null;
	}

}
