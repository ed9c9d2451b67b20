package dev.keyvault.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the names by which modules of an application require the published jars.
 */
class ModuleNamesTests {

	@ParameterizedTest
	@CsvSource({ "core, dev.keyvault.core", "spring-boot-starter, dev.keyvault.spring",
			"spring-boot-starter-test, dev.keyvault.test" })
	void jarNamesItsModule(String module, String name) throws IOException {
		assertThat(Files.readString(Path.of("..", module, "pom.xml")))
			.containsOnlyOnce("<Automatic-Module-Name>" + name + "</Automatic-Module-Name>");
	}

}
