package dev.keyvault.spring.config;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.springframework.core.io.InputStreamSource;

import dev.keyvault.object.SensitiveValue;

/**
 * A property whose value is bytes. Spring Boot converts it to {@code byte[]} by its
 * stream and to {@link String} by its characters.
 */
final class BinaryProperty implements CharSequence, InputStreamSource {

	private final SensitiveValue value;

	BinaryProperty(SensitiveValue value) {
		this.value = value;
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
		return this.value.reveal();
	}

}
