package dev.keyvault.spring.config;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.file.FileTarget;
import dev.keyvault.source.ObjectSource;

/**
 * Processing of an application ahead of time, at its build. Which beans there are is
 * decided then, but no vault is read: stand-ins take the places of the beans that an
 * import brings, and no code is generated for them.
 */
final class AheadOfTime {

	private static final Log logger = LogFactory.getLog(AheadOfTime.class);

	private static final String REFRESHER = "keyVaultRefresher";

	private static final String LIFECYCLE = "keyVaultSecretsLifecycle";

	private static final String TARGETS = "keyVaultTargetsLifecycle";

	private AheadOfTime() {
	}

	static boolean isProcessing() {
		return SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING);
	}

	/**
	 * Let conditions find the beans that an import brings.
	 * @param context the context of the application that is processed
	 */
	static void registerStandIns(ConfigurableApplicationContext context) {
		BeanDefinitionRegistry beans = (BeanDefinitionRegistry) context.getBeanFactory();
		register(beans, ImportedKeys.BEAN, ImportedKeys.class);
		register(beans, ImportedKeys.SOURCE_BEAN, ObjectSource.class);
		if (keepsSecrets(context.getEnvironment())) {
			register(beans, ImportedKeys.KUBERNETES_BEAN, KubernetesSettings.class);
		}
		if (binder(context.getEnvironment()).bind("keyvault.files.directory", String.class).isBound()) {
			register(beans, ImportedKeys.FILES_BEAN, FileTarget.class);
		}
	}

	private static void register(BeanDefinitionRegistry beans, String name, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
		beans.registerBeanDefinition(name, definition);
	}

	private static boolean keepsSecrets(ConfigurableEnvironment environment) {
		Binder binder = binder(environment);
		return binder.bind("keyvault.kubernetes.secrets", Bindable.mapOf(String.class, Object.class)).isBound()
				|| binder.bind("keyvault.kubernetes.remove-undeclared", String.class).orElse("").equals("true")
				|| keepsSecretsOfManifests(environment);
	}

	private static boolean keepsSecretsOfManifests(ConfigurableEnvironment environment) {
		List<KeyVaultImport> imports = KeyVaultPropertySource.of(environment)
			.stream()
			.map(KeyVaultPropertySource::declaration)
			.toList();
		Manifests manifests = new ManifestReader(ApplicationResourceLoader.get(), null, logger).read(environment,
				imports);
		return KubernetesConnection.isClientPresent() && !manifests.declarations().secrets().isEmpty();
	}

	private static Binder binder(ConfigurableEnvironment environment) {
		return new Binder(ConfigurationPropertySources.get(environment));
	}

	/**
	 * Warn if an application that was processed without an import has one when it starts,
	 * since the beans that let it follow are not there.
	 * @param beans the beans of the application, of which none is made yet
	 */
	static void warnOfBeansLeftOut(DefaultListableBeanFactory beans) {
		if (AotDetector.useGeneratedArtifacts()) {
			warnWithout(REFRESHER, ImportedKeys.BEAN, "Keys are imported", "nothing follows their rotation", beans);
			warnWithout(LIFECYCLE, ImportedKeys.KUBERNETES_BEAN, "Kubernetes Secrets are declared", "none is written",
					beans);
			warnWithout(TARGETS, ImportedKeys.FILES_BEAN, "Files are declared", "none is written", beans);
		}
	}

	private static void warnWithout(String needed, String given, String what, String effect,
			DefaultListableBeanFactory beans) {
		if (beans.containsBean(given) && !beans.containsBeanDefinition(needed)) {
			logger.warn(
					"%s, but were not when the application was processed ahead of time: %s. Process it with the profiles and the configuration that it starts with."
						.formatted(what, effect));
		}
	}

}
