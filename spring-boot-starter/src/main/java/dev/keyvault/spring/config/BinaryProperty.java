package dev.keyvault.spring.config;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.springframework.core.io.InputStreamSource;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.spring.config.literal.Placeholders;

/**
 * A property whose value is bytes. Spring Boot converts it to {@code byte[]} by its
 * stream and to {@link String} by its characters, in which placeholders are escaped:
 * Spring resolves them where the text of a property is put into another one.
 */
final class BinaryProperty implements CharSequence, InputStreamSource {

	private final SensitiveValue value;

	private final boolean literal;

	BinaryProperty(SensitiveValue value, boolean literal) {
		this.value = value;
		this.literal = literal;
	}

	@Override
	public InputStream getInputStream() {
		return new ByteArrayInputStream(this.value.revealBytes());
	}

	@Override
	public int length() {
		return toString().length();
	}

	@Override
	public char charAt(int index) {
		return toString().charAt(index);
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return toString().subSequence(start, end);
	}

	@Override
	public String toString() {
		return this.literal ? Placeholders.escape(this.value.reveal()) : this.value.reveal();
	}

}
