package dev.keyvault.spring.refresh.bean;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

import dev.keyvault.spring.refresh.FailureIsolation;

/**
 * The properties of a class, as Spring Boot binds them: those with a getter that is not
 * private, with a setter or without, and those with a setter and a field of its name and
 * type. Immutable.
 *
 * @param properties the properties
 */
record JavaBean(List<BeanProperty> properties) {

	private static final Map<Class<?>, JavaBean> KNOWN = new ConcurrentReferenceHashMap<>();

	static JavaBean of(Class<?> type) {
		return KNOWN.computeIfAbsent(type, JavaBean::inspect);
	}

	private static JavaBean inspect(Class<?> type) {
		List<BeanProperty> properties = new ArrayList<>();
		Method[] methods = ReflectionUtils.getUniqueDeclaredMethods(type,
				(method) -> isAccessor(method) && method.getDeclaringClass() != Object.class);
		for (Method method : methods) {
			String name = name(method);
			if (name != null) {
				properties.add(new BeanProperty(method, null, setter(methods, name, method.getReturnType())));
			}
		}
		addWithoutGetter(type, methods, properties);
		return new JavaBean(List.copyOf(properties));
	}

	private static void addWithoutGetter(Class<?> type, Method[] methods, List<BeanProperty> properties) {
		Set<Method> known = properties.stream().map(BeanProperty::setter).collect(Collectors.toSet());
		for (Method setter : methods) {
			if (setter.getName().startsWith("set") && setter.getParameterCount() == 1 && !known.contains(setter)) {
				String name = StringUtils.uncapitalize(setter.getName().substring(3));
				Field field = ReflectionUtils.findField(type, name, setter.getParameterTypes()[0]);
				if (field != null && properties.stream().noneMatch((each) -> each.isNamed(name))) {
					properties.add(new BeanProperty(null, field, setter));
				}
			}
		}
	}

	private static boolean isAccessor(Method method) {
		return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
				&& !method.isBridge() && !method.isSynthetic();
	}

	static @Nullable String name(Method method) {
		if (method.getParameterCount() != 0 || method.getReturnType() == void.class) {
			return null;
		}
		String name = method.getName();
		for (String prefix : List.of("get", "is")) {
			if (name.startsWith(prefix) && name.length() > prefix.length()) {
				return StringUtils.capitalize(name.substring(prefix.length()));
			}
		}
		return null;
	}

	private static @Nullable Method setter(Method[] methods, String name, Class<?> type) {
		return Stream.of(methods)
			.filter((method) -> method.getName().equals("set" + name) && method.getParameterCount() == 1)
			.filter((method) -> ClassUtils.isAssignable(method.getParameterTypes()[0], type))
			.min(Comparator.comparing((method) -> method.getParameterTypes()[0] != type))
			.orElse(null);
	}

	/**
	 * Return whether instances of a class differ if their properties do, whatever an
	 * equality of its own says: it may compare names only.
	 * @param type the class
	 * @return whether its properties have to be compared
	 */
	static boolean isComparedByProperties(Class<?> type) {
		Method equals = ReflectionUtils.findMethod(type, "equals", Object.class);
		return hasProperties(type) && ((isNested(type) && of(type).hasSetters())
				|| (equals != null && equals.getDeclaringClass() == Object.class));
	}

	boolean hasSetters() {
		return this.properties.stream().anyMatch((property) -> property.setter() != null);
	}

	static boolean isNested(Class<?> type) {
		return hasProperties(type)
				&& Stream.of(type.getDeclaredConstructors()).anyMatch((each) -> each.getParameterCount() == 0);
	}

	private static boolean hasProperties(Class<?> type) {
		return !BeanUtils.isSimpleValueType(type) && !type.isArray() && !isOfThePlatform(type)
				&& !Map.class.isAssignableFrom(type) && !Collection.class.isAssignableFrom(type)
				&& !of(type).properties().isEmpty();
	}

	static boolean isOfThePlatform(Class<?> type) {
		return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
	}

	/**
	 * Put what differs between two instances into a third.
	 * @param before an instance with the old values
	 * @param after an instance with the new values
	 * @param live the instance that gets the new values
	 */
	void transfer(Object before, Object after, Object live) {
		transfer(before, after, live, Collections.newSetFromMap(new IdentityHashMap<>()));
	}

	void transfer(Object before, Object after, Object live, Set<Object> done) {
		if (done.add(live)) {
			this.properties
				.forEach((property) -> FailureIsolation.run(live, () -> property.transfer(before, after, live, done)));
		}
	}

}
