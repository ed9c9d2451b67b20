package dev.keyvault.spring.config.redaction;

import java.lang.reflect.Field;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.SimpleTypeConverter;
import org.springframework.beans.TypeConverter;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.TypeDescriptor;

import dev.keyvault.Internal;

/**
 * Converts as the bean factory does by itself, but its exceptions do not quote an
 * imported value. Spring would quote the value in its exceptions and log these before an
 * analyzer could read them. Thread-safe.
 */
@Internal
public final class HidingTypeConverter implements TypeConverter {

	private final AbstractBeanFactory beans;

	private final Predicate<String> shown;

	/**
	 * Create a converter.
	 * @param beans the bean factory that it converts for
	 * @param shown finds out whether a text shows an imported value
	 */
	public HidingTypeConverter(AbstractBeanFactory beans, Predicate<String> shown) {
		this.beans = beans;
		this.shown = shown;
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
			if (value != null && this.shown.test(value.toString())) {
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
