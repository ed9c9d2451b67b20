package dev.keyvault.spring.refresh;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * The properties of a class, as Spring Boot binds them: those with a getter that is not
 * private, with a setter or without. Immutable.
 *
 * @param properties the properties
 */
record JavaBean(List<Property> properties) {

	private static final Map<Class<?>, JavaBean> KNOWN = new ConcurrentReferenceHashMap<>();

	static JavaBean of(Class<?> type) {
		return KNOWN.computeIfAbsent(type, JavaBean::inspect);
	}

	private static JavaBean inspect(Class<?> type) {
		List<Property> properties = new ArrayList<>();
		Method[] methods = ReflectionUtils.getUniqueDeclaredMethods(type,
				(method) -> isAccessor(method) && method.getDeclaringClass() != Object.class);
		for (Method method : methods) {
			String name = name(method);
			if (name != null) {
				properties.add(new Property(method, setter(methods, name, method.getReturnType())));
			}
		}
		return new JavaBean(List.copyOf(properties));
	}

	private static boolean isAccessor(Method method) {
		return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
				&& !method.isBridge() && !method.isSynthetic();
	}

	private static @Nullable String name(Method method) {
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
		for (Method method : methods) {
			if (method.getName().equals("set" + name) && method.getParameterCount() == 1
					&& method.getParameterTypes()[0] == type) {
				return method;
			}
		}
		return null;
	}

	/**
	 * Return whether instances of a class differ only if their properties do, although
	 * the class does not say so with an equality of its own.
	 * @param type the class
	 * @return whether its properties have to be compared
	 */
	static boolean isComparedByProperties(Class<?> type) {
		Method equals = ReflectionUtils.findMethod(type, "equals", Object.class);
		return hasProperties(type) && equals != null && equals.getDeclaringClass() == Object.class;
	}

	private static boolean isNested(Class<?> type) {
		return hasProperties(type)
				&& Stream.of(type.getDeclaredConstructors()).anyMatch((each) -> each.getParameterCount() == 0);
	}

	private static boolean hasProperties(Class<?> type) {
		return !BeanUtils.isSimpleValueType(type) && !type.getName().startsWith("java.") && !type.isArray()
				&& !of(type).properties().isEmpty();
	}

	/**
	 * Put what differs between two instances into a third.
	 * @param before an instance with the old values
	 * @param after an instance with the new values
	 * @param live the instance that gets the new values
	 */
	void transfer(Object before, Object after, Object live) {
		this.properties.forEach((property) -> property.transfer(before, after, live));
	}

	/**
	 * A property of a class.
	 *
	 * @param getter gets the value
	 * @param setter sets the value, or {@code null} if the property has no setter
	 */
	record Property(Method getter, @Nullable Method setter) {

		Property {
			ReflectionUtils.makeAccessible(getter);
			if (setter != null) {
				ReflectionUtils.makeAccessible(setter);
			}
		}

		@Nullable Object get(Object bean) {
			return ReflectionUtils.invokeMethod(this.getter, bean);
		}

		void transfer(Object before, Object after, Object live) {
			Object old = get(before);
			Object fresh = get(after);
			if (!Values.areSame(old, fresh)) {
				replace(old, fresh, live);
			}
		}

		private void replace(@Nullable Object old, @Nullable Object fresh, Object live) {
			Object current = get(live);
			if (old != null && fresh != null && current != null && current.getClass() == fresh.getClass()
					&& isNested(fresh.getClass())) {
				of(fresh.getClass()).transfer(old, fresh, current);
			}
			else if (this.setter != null) {
				ReflectionUtils.invokeMethod(this.setter, live, fresh);
			}
			else if (current != null && fresh != null) {
				Values.replaceContent(current, fresh);
			}
		}

	}

}
