package dev.keyvault.test;

import java.time.Instant;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.keyvault.test.spring.EmbeddedKeyVaultInitializer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Holds the embedded vault to its rooms and its manners.
 */
@AnalyzeClasses(packages = "dev.keyvault.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	final ArchRule onlySpringRoomKnowsSpring = noClasses().that()
		.resideOutsideOfPackage("dev.keyvault.test.spring..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "dev.keyvault.test.spring..");

	@ArchTest
	final ArchRule certificateRoomKnowsNoOther = noClasses().that()
		.resideInAPackage("dev.keyvault.test.certificate..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.keyvault.test", "dev.keyvault.test.spring..");

	@ArchTest
	final ArchRule onlyTheExtensionKnowsJUnit = noClasses().that()
		.doNotBelongToAnyOf(EmbeddedKeyVaultExtension.class)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.junit..");

	@ArchTest
	final ArchRule classesAreFinal = classes().that()
		.areNotInterfaces()
		.and()
		.areNotEnums()
		.and()
		.areNotAnonymousClasses()
		.and()
		.doNotHaveSimpleName("package-info")
		.and()
		.doNotBelongToAnyOf(EmbeddedKeyVaultInitializer.class, AccessRule.class)
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	final ArchRule timeComesIn = noClasses().should()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(Thread.class, "sleep", long.class);

}
