package dev.keyvault.spring.refresh.bean;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * A property of a {@link JavaBean}.
 *
 * @param getter gets the value, or {@code null} if the property has no getter
 * @param field holds the value of a property without getter
 * @param setter sets the value, or {@code null} if the property has no setter
 */
record BeanProperty(@Nullable Method getter, @Nullable Field field, @Nullable Method setter) {

	/**
	 * Stands for the value of a getter that fails, as one may that derives something from
	 * other properties.
	 */
	private static final Object UNREADABLE = new Object();

	BeanProperty {
		Stream.<@Nullable AccessibleObject>of(getter, field, setter)
			.filter(Objects::nonNull)
			.forEach((member) -> member.setAccessible(true));
	}

	Class<?> type() {
		return (this.getter != null) ? this.getter.getReturnType() : Objects.requireNonNull(this.field).getType();
	}

	boolean isNamed(String name) {
		return this.getter != null && StringUtils.capitalize(name).equals(JavaBean.name(this.getter));
	}

	@Nullable Object get(Object bean) {
		try {
			return (this.getter != null) ? ReflectionUtils.invokeMethod(this.getter, bean)
					: ReflectionUtils.getField(Objects.requireNonNull(this.field), bean);
		}
		catch (RuntimeException ex) {
			return UNREADABLE;
		}
	}

	/**
	 * Put the value into a bean if it differs between two others.
	 * @param before a bean with the old value
	 * @param after a bean with the new value
	 * @param live the bean that gets the new value
	 * @param done the beans that have got theirs
	 */
	void transfer(Object before, Object after, Object live, Set<Object> done) {
		Object old = get(before);
		Object fresh = get(after);
		if (!isUnreadable(old) && !isUnreadable(fresh) && !Values.areSame(old, fresh)) {
			replace(old, fresh, live, done);
		}
	}

	@SuppressWarnings("ReferenceEquality")
	private static boolean isUnreadable(@Nullable Object value) {
		return value == UNREADABLE;
	}

	private void replace(@Nullable Object old, @Nullable Object fresh, Object live, Set<Object> done) {
		Object current = get(live);
		if (old != null && fresh != null && current != null && current.getClass() == fresh.getClass()
				&& isFilled(fresh.getClass())) {
			JavaBean.of(fresh.getClass()).transfer(old, fresh, current, done);
		}
		else if (this.setter != null) {
			ReflectionUtils.invokeMethod(this.setter, live, fresh);
		}
		else if (old != null && current != null && fresh != null) {
			Values.replaceContent(old, fresh, current);
		}
	}

	private boolean isFilled(Class<?> type) {
		return JavaBean.isNested(type) && (this.setter == null || JavaBean.of(type).hasSetters());
	}

}
