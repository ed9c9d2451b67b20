package dev.keyvault.test;

import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import dev.keyvault.fixtures.PublicApi;

/**
 * Holds the public types of this module to the list of its API.
 */
@AnalyzeClasses(packages = "dev.keyvault.test", importOptions = ImportOption.DoNotIncludeTests.class)
class PublicApiTests {

	@ArchTest
	void publicTypesAreApiOrInternal(JavaClasses classes) {
		PublicApi.assertListed(classes, Path.of("src/test/resources/public-api.txt"));
	}

}
