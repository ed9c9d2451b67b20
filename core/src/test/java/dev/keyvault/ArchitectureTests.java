package dev.keyvault;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import dev.keyvault.fixtures.SharedRules;
import dev.keyvault.object.SensitiveValue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Holds the core to its layers and its manners.
 */
@AnalyzeClasses(locations = ArchitectureTests.Core.class)
class ArchitectureTests {

	/**
	 * The classes that may take a value out of its guard. Adding one is a review of its
	 * own.
	 */
	private static final Set<String> REVEALING = Set.of("dev.keyvault.azure.AuthorizationPolicy",
			"dev.keyvault.azure.CertificateParser", "dev.keyvault.azure.credential.SdkCredential",
			"dev.keyvault.azure.http.ForwardProxy", "dev.keyvault.azure.http.Proxies", "dev.keyvault.file.Generation",
			"dev.keyvault.kubernetes.CertificateSecret", "dev.keyvault.kubernetes.RegistryEntry",
			"dev.keyvault.kubernetes.SecretDraft", "dev.keyvault.kubernetes.StoredSecret",
			"dev.keyvault.mapping.CertificatePart", "dev.keyvault.mapping.Json", "dev.keyvault.mapping.KeptCertificate",
			"dev.keyvault.mapping.SecretPart", "dev.keyvault.mapping.TlsPart",
			"dev.keyvault.certificate.PrivateKeyPem");

	private static final Pattern REVEAL = Pattern.compile("dev\\.keyvault\\.object\\.SensitiveValue\\.reveal.*");

	/**
	 * The classes that wire the clock, the sleep and the environment of the machine.
	 */
	private static final Set<String> WIRING = Set.of("dev.keyvault.azure.http.AzureEnvironment",
			"dev.keyvault.rotation.RotationPollerBuilder", "dev.keyvault.source.SteadyClock");

	private static final Pattern MACHINE = Pattern
		.compile(String.join("|", "java\\.time\\.\\w+\\.now\\(\\)", "java\\.time\\.Clock\\.(system|tick).*",
				"java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty|getProperties).*",
				"java\\.lang\\.Thread\\.sleep.*", "java\\.util\\.concurrent\\.TimeUnit\\.sleep.*",
				"java\\.util\\.UUID\\.randomUUID.*", "java\\.lang\\.Math\\.random.*",
				"java\\.(util|security)\\..*Random\\..*"));

	private static final String[] LEFT_OF_ADAPTERS = { "object", "certificate", "source", "mapping", "snapshot",
			"rotation" };

	private static final String[] LEFT_OF_TARGETS = { "object", "certificate", "source", "mapping", "snapshot",
			"target" };

	@ArchTest
	final ArchRule arrowsPointOneWay = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.withOptionalLayers(true)
		.ensureAllClassesAreContainedInArchitectureIgnoring("dev.keyvault")
		.layer("object")
		.definedBy("dev.keyvault.object")
		.layer("certificate")
		.definedBy("dev.keyvault.certificate")
		.layer("source")
		.definedBy("dev.keyvault.source")
		.layer("mapping")
		.definedBy("dev.keyvault.mapping")
		.layer("snapshot")
		.definedBy("dev.keyvault.snapshot")
		.layer("rotation")
		.definedBy("dev.keyvault.rotation")
		.layer("target")
		.definedBy("dev.keyvault.target")
		.layer("azure")
		.definedBy("dev.keyvault.azure")
		.layer("azure.credential")
		.definedBy("dev.keyvault.azure.credential")
		.layer("azure.http")
		.definedBy("dev.keyvault.azure.http")
		.layer("manifest")
		.definedBy("dev.keyvault.manifest")
		.layer("kubernetes")
		.definedBy("dev.keyvault.kubernetes")
		.layer("file")
		.definedBy("dev.keyvault.file")
		.whereLayer("object")
		.mayNotAccessAnyLayer()
		.whereLayer("certificate")
		.mayOnlyAccessLayers("object")
		.whereLayer("source")
		.mayOnlyAccessLayers("object", "certificate")
		.whereLayer("mapping")
		.mayOnlyAccessLayers("object", "certificate", "source")
		.whereLayer("snapshot")
		.mayOnlyAccessLayers("object", "certificate", "source", "mapping")
		.whereLayer("rotation")
		.mayOnlyAccessLayers("object", "certificate", "source", "mapping", "snapshot")
		.whereLayer("target")
		.mayOnlyAccessLayers("object", "certificate", "source", "mapping", "snapshot")
		.whereLayer("azure.http")
		.mayOnlyAccessLayers("object", "source")
		.whereLayer("azure.credential")
		.mayOnlyAccessLayers("object", "source", "azure.http")
		.whereLayer("azure")
		.mayOnlyAccessLayers("object", "certificate", "source", "azure.http", "azure.credential")
		.whereLayer("manifest")
		.mayOnlyAccessLayers("object", "certificate", "source", "mapping", "file")
		.whereLayer("kubernetes")
		.mayOnlyAccessLayers(LEFT_OF_TARGETS)
		.whereLayer("file")
		.mayOnlyAccessLayers(LEFT_OF_TARGETS);

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("dev.keyvault.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule coreKnowsNoSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	final ArchRule onlyAzureKnowsAzure = noClasses().that()
		.resideOutsideOfPackages("dev.keyvault.azure", "dev.keyvault.azure.credential", "dev.keyvault.azure.http")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.azure..", "com.microsoft.aad..");

	@ArchTest
	final ArchRule onlyCertificateKnowsBouncyCastle = noClasses().that()
		.resideOutsideOfPackage("dev.keyvault.certificate")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.bouncycastle..");

	@ArchTest
	final ArchRule onlyKubernetesKnowsItsClient = noClasses().that()
		.resideOutsideOfPackage("dev.keyvault.kubernetes")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.fabric8..");

	@ArchTest
	final ArchRule onlyManifestKnowsYaml = noClasses().that()
		.resideOutsideOfPackage("dev.keyvault.manifest")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.yaml..");

	@ArchTest
	final ArchRule packagesCarryDomainNouns = noClasses().should()
		.resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..internal..", "..model..", "..dto..",
				"..helper..", "..service..", "..manager..", "..core..");

	@ArchTest
	final ArchRule packagesAreNullMarked = SharedRules.PACKAGES_ARE_NULL_MARKED;

	@ArchTest
	final ArchRule classesAreFinal = SharedRules.CLASSES_ARE_FINAL;

	@ArchTest
	final ArchRule onlyListedClassesReveal = classes().should(new ExactUse(REVEALING, REVEAL));

	@ArchTest
	final ArchRule onlyListedClassesWireTheMachine = classes().should(new ExactUse(WIRING, MACHINE));

	@ArchTest
	final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	/**
	 * What is analyzed: the classes of this module without those of its tests.
	 */
	static final class Core implements LocationProvider {

		@Override
		public Set<Location> get(Class<?> testClass) {
			return Set.of(Location.of(SensitiveValue.class.getProtectionDomain().getCodeSource().getLocation()));
		}

	}

	/**
	 * Lets the listed classes call something or refer to it, and demands that each does.
	 */
	private static final class ExactUse extends ArchCondition<JavaClass> {

		private final Set<String> listed;

		private final Pattern target;

		private final Set<String> unused;

		ExactUse(Set<String> listed, Pattern target) {
			super("use '%s' only in %s", target, new TreeSet<>(listed));
			this.listed = listed;
			this.target = target;
			this.unused = new TreeSet<>(listed);
		}

		@Override
		public void check(JavaClass user, ConditionEvents events) {
			List<JavaAccess<?>> uses = user.getAccessesFromSelf().stream().filter(this::isUse).toList();
			String name = outermost(user).getName();
			if (!this.listed.contains(name)) {
				uses.forEach((use) -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
			}
			else if (!uses.isEmpty()) {
				this.unused.remove(name);
			}
		}

		private boolean isUse(JavaAccess<?> access) {
			return this.target.matcher(access.getTarget().getFullName()).matches();
		}

		private static JavaClass outermost(JavaClass javaClass) {
			return javaClass.getEnclosingClass().map(ExactUse::outermost).orElse(javaClass);
		}

		@Override
		public void finish(ConditionEvents events) {
			this.unused.forEach((name) -> events
				.add(SimpleConditionEvent.violated(name, name + " is listed but does not use '" + this.target + "'")));
		}

	}

}
