package dev.keyvault.spring.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A mistake in a configuration and what its maker is told.
 *
 * @param title what is wrong
 * @param yaml the configuration
 * @param message the whole message
 */
record WrongConfiguration(String title, String yaml, String message) {

	static Stream<WrongConfiguration> all() {
		return Arrays.stream(table().split("(?m)^=== ")).skip(1).map(WrongConfiguration::parse);
	}

	private static WrongConfiguration parse(String text) {
		String[] titleAndRest = text.split("\n", 2);
		String[] yamlAndMessage = titleAndRest[1].split("(?m)^>>>\n", 2);
		return new WrongConfiguration(titleAndRest[0], yamlAndMessage[0], yamlAndMessage[1].strip());
	}

	private static String table() {
		try (InputStream table = WrongConfiguration.class.getResourceAsStream("wrong-configurations.txt")) {
			return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return this.title;
	}

}
