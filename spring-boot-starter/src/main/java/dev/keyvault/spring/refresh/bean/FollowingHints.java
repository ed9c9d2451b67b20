package dev.keyvault.spring.refresh.bean;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

import dev.keyvault.spring.config.ImportedKeys;

/**
 * Registers with native images the members of an application's beans that are reached by
 * reflection when it follows a rotation: those of configuration properties beans, and
 * fields and methods with {@code @Value}. An application that imports nothing needs none.
 */
final class FollowingHints implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beans) {
		if (beans.getBeanNamesForType(ImportedKeys.class, true, false).length == 0) {
			return null;
		}
		Set<Class<?>> properties = new LinkedHashSet<>();
		types(beans, true).forEach((type) -> addWithNested(type, properties));
		Set<Class<?>> others = new LinkedHashSet<>(types(beans, false).toList());
		return (context, code) -> {
			ReflectionHints hints = context.getRuntimeHints().reflection();
			properties.forEach((type) -> hints.registerType(type, MemberCategory.INVOKE_DECLARED_METHODS,
					MemberCategory.ACCESS_DECLARED_FIELDS));
			others.forEach((type) -> registerValues(type, hints));
		};
	}

	private static Stream<Class<?>> types(ConfigurableListableBeanFactory beans, boolean properties) {
		return Stream.of(beans.getBeanDefinitionNames())
			.filter((name) -> (beans.findAnnotationOnBean(name, ConfigurationProperties.class,
					false) != null) == properties)
			.<Class<?>>map((name) -> beans.getType(name, false))
			.filter(Objects::nonNull);
	}

	private static void addWithNested(Class<?> type, Set<Class<?>> found) {
		Class<?> each = type;
		while (each != null && !JavaBean.isOfThePlatform(each) && found.add(each)) {
			JavaBean.of(each)
				.properties()
				.stream()
				.map(BeanProperty::type)
				.filter(JavaBean::isNested)
				.forEach((nested) -> addWithNested(nested, found));
			each = each.getSuperclass();
		}
	}

	private static void registerValues(Class<?> type, ReflectionHints hints) {
		ReflectionUtils.doWithFields(type, hints::registerField, FollowingHints::hasValue);
		ReflectionUtils.doWithMethods(type, (method) -> hints.registerMethod(method, ExecutableMode.INVOKE),
				FollowingHints::hasValueInside);
	}

	private static boolean hasValueInside(Method method) {
		return hasValue(method) || Stream.of(method.getParameters()).anyMatch(FollowingHints::hasValue);
	}

	private static boolean hasValue(AnnotatedElement element) {
		return AnnotatedElementUtils.hasAnnotation(element, Value.class);
	}

}
