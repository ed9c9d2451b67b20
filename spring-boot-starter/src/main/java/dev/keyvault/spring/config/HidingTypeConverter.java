package dev.keyvault.spring.config;

import java.lang.reflect.Field;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.SimpleTypeConverter;
import org.springframework.beans.TypeConverter;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.TypeDescriptor;

/**
 * Converts as the bean factory does by itself, but leaves an imported value out of what
 * it says if that does not convert. Spring would put it into the messages of exceptions
 * and log these before anybody could analyze them. Thread-safe.
 */
final class HidingTypeConverter implements TypeConverter {

	private final AbstractBeanFactory beans;

	private final ImportedKeys keys;

	HidingTypeConverter(AbstractBeanFactory beans, ImportedKeys keys) {
		this.beans = beans;
		this.keys = keys;
	}

	@Override
	public <T> @Nullable T convertIfNecessary(@Nullable Object value, @Nullable Class<T> requiredType) {
		return convert(value, requiredType, (converter) -> converter.convertIfNecessary(value, requiredType));
	}

	@Override
	public <T> @Nullable T convertIfNecessary(@Nullable Object value, @Nullable Class<T> requiredType,
			@Nullable MethodParameter parameter) {
		return convert(value, requiredType,
				(converter) -> converter.convertIfNecessary(value, requiredType, parameter));
	}

	@Override
	public <T> @Nullable T convertIfNecessary(@Nullable Object value, @Nullable Class<T> requiredType,
			@Nullable Field field) {
		return convert(value, requiredType, (converter) -> converter.convertIfNecessary(value, requiredType, field));
	}

	@Override
	public <T> @Nullable T convertIfNecessary(@Nullable Object value, @Nullable Class<T> requiredType,
			@Nullable TypeDescriptor descriptor) {
		return convert(value, requiredType,
				(converter) -> converter.convertIfNecessary(value, requiredType, descriptor));
	}

	private <T> @Nullable T convert(@Nullable Object value, @Nullable Class<T> requiredType,
			Function<TypeConverter, @Nullable T> conversion) {
		try {
			return conversion.apply(usual());
		}
		catch (TypeMismatchException ex) {
			if (value != null && this.keys.areShownIn(value.toString())) {
				throw new HiddenValueException(requiredType);
			}
			throw ex;
		}
	}

	private TypeConverter usual() {
		SimpleTypeConverter converter = new SimpleTypeConverter();
		converter.setConversionService(this.beans.getConversionService());
		this.beans.copyRegisteredEditorsTo(converter);
		return converter;
	}

}
