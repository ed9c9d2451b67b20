package dev.keyvault.spring;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;

import dev.keyvault.fixtures.SharedRules;
import dev.keyvault.object.SensitiveValue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the starter to its rooms and its manners.
 */
@AnalyzeClasses(packages = "dev.keyvault.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final Set<String> REVEALING = Set.of("dev.keyvault.spring.config.LayerProperties$BinaryProperty",
			"dev.keyvault.spring.config.CredentialReader", "dev.keyvault.spring.config.literal.PlaceholderPolicy",
			"dev.keyvault.spring.config.LayerProperties", "dev.keyvault.spring.config.redaction.ShownValues",
			"dev.keyvault.spring.jdbc.PoolLogin");

	@ArchTest
	final ArchRule roomsAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("dev.keyvault.spring.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule technologiesDoNotKnowEachOther = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("config")
		.definedBy("dev.keyvault.spring.config..")
		.layer("refresh")
		.definedBy("dev.keyvault.spring.refresh")
		.layer("beans")
		.definedBy("dev.keyvault.spring.refresh.bean")
		.layer("actuate")
		.definedBy("dev.keyvault.spring.actuate")
		.layer("jdbc")
		.definedBy("dev.keyvault.spring.jdbc")
		.layer("kubernetes")
		.definedBy("dev.keyvault.spring.kubernetes")
		.layer("ssl")
		.definedBy("dev.keyvault.spring.ssl")
		.layer("target")
		.definedBy("dev.keyvault.spring.target")
		.whereLayer("target")
		.mayOnlyAccessLayers("config", "refresh", "actuate")
		.whereLayer("config")
		.mayNotAccessAnyLayer()
		.whereLayer("refresh")
		.mayOnlyAccessLayers("config")
		.whereLayer("beans")
		.mayOnlyAccessLayers("config", "refresh")
		.whereLayer("actuate")
		.mayOnlyAccessLayers("config", "refresh")
		.whereLayer("jdbc")
		.mayOnlyAccessLayers("config", "refresh")
		.whereLayer("kubernetes")
		.mayOnlyAccessLayers("config", "refresh", "actuate")
		.whereLayer("ssl")
		.mayOnlyAccessLayers("config", "refresh");

	@ArchTest
	final ArchRule technologiesShowOnlyTheirAutoConfiguration = classes().that()
		.resideInAnyPackage("dev.keyvault.spring.jdbc", "dev.keyvault.spring.ssl", "dev.keyvault.spring.target",
				"dev.keyvault.spring.refresh.bean")
		.and()
		.arePublic()
		.and()
		.areTopLevelClasses()
		.should()
		.beAnnotatedWith(AutoConfiguration.class);

	@ArchTest
	final ArchRule roomsOfTheImportAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("dev.keyvault.spring.config.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule roomsOfTheImportDoNotKnowTheImport = noClasses().that()
		.resideInAPackage("dev.keyvault.spring.config.*")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.keyvault.spring.config");

	@ArchTest
	final ArchRule starterKnowsNoClient = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.azure..", "com.microsoft..", "io.fabric8..", "com.fasterxml..", "org.bouncycastle..");

	@ArchTest
	final ArchRule classesAreFinal = SharedRules.CLASSES_ARE_FINAL;

	@ArchTest
	final ArchRule autoConfigurationsArePublic = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	final ArchRule autoConfigurationsHaveNoPublicMethods = methods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	final ArchRule packagesAreNullMarked = SharedRules.PACKAGES_ARE_NULL_MARKED;

	@ArchTest
	final ArchRule timeComesIn = noClasses().that()
		.doNotHaveFullyQualifiedName("dev.keyvault.spring.config.ImportCompletion")
		.and()
		.doNotHaveFullyQualifiedName("dev.keyvault.spring.jdbc.KeyVaultJdbcAutoConfiguration")
		.and()
		.doNotHaveFullyQualifiedName("dev.keyvault.spring.kubernetes.KeyVaultKubernetesAutoConfiguration")
		.and()
		.doNotHaveFullyQualifiedName("dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration")
		.and()
		.doNotHaveFullyQualifiedName("dev.keyvault.spring.target.KeyVaultTargetAutoConfiguration")
		.should()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(Clock.class, "systemUTC")
		.orShould()
		.callMethod(Thread.class, "sleep", long.class)
		.orShould()
		.callMethod(System.class, "getenv", String.class)
		.orShould(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

	@ArchTest
	void onlyListedClassesReveal(JavaClasses classes) {
		assertThat(revealing(classes)).isEqualTo(new TreeSet<>(REVEALING));
	}

	private static Set<String> revealing(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> Stream.of(type.getMethodCallsFromSelf(), type.getMethodReferencesFromSelf())
				.flatMap(Set::stream)
				.anyMatch((access) -> access.getTargetOwner().isEquivalentTo(SensitiveValue.class)
						&& List.of("reveal", "revealBytes").contains(access.getName())))
			.map(JavaClass::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
