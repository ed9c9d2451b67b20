package dev.keyvault.spring.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.SecretPolicy;
import dev.keyvault.manifest.ManifestDeclarations.ManifestSecret;
import dev.keyvault.spring.config.KubernetesProperties.SecretProperties;

/**
 * Adds the Kubernetes Secrets of manifests to those that the application declares, which
 * win.
 *
 * @param manifests the manifests
 * @param log gets a warning if they cannot be written
 */
record ManifestSecrets(Manifests manifests, Log log) {

	/**
	 * Add the Secrets of the vaults that are imported.
	 * @param properties the properties of the application
	 * @param imports the imports
	 * @return the properties with the Secrets, unless there is no Kubernetes client
	 */
	KeyVaultProperties addTo(KeyVaultProperties properties, List<KeyVaultImport> imports) {
		List<ManifestSecret> secrets = this.manifests.declarations()
			.secrets()
			.stream()
			.filter((secret) -> imports.stream()
				.anyMatch((declared) -> declared.vaultsOf(properties.vaults().keySet()).contains(secret.vault())))
			.toList();
		if (secrets.isEmpty()) {
			return properties;
		}
		if (!KubernetesConnection.isClientPresent()) {
			this.log
				.warn("The Secrets of 'secretObjects' are not written, since no Kubernetes client is there: %s. Add %s."
					.formatted(names(secrets), KubernetesConnection.DEPENDENCIES));
			return properties;
		}
		Map<String, SecretProperties> all = new LinkedHashMap<>(properties.kubernetes().secrets());
		secrets.forEach((secret) -> all.merge(secret.name(), declared(secret), ManifestSecrets::override));
		return properties.withSecrets(all);
	}

	private static String names(List<ManifestSecret> secrets) {
		return secrets.stream().map((secret) -> "'%s'".formatted(secret.name())).collect(Collectors.joining(", "));
	}

	private static SecretProperties declared(ManifestSecret secret) {
		SecretPolicy policy = SecretPolicy.DEFAULTS;
		return new SecretProperties(secret.type(), secret.labels(), secret.annotations(), secret.data(), null, null,
				policy.onConflict(), policy.onRemoval(), policy.onImmutable(), policy.owner());
	}

	private static SecretProperties override(SecretProperties application, SecretProperties manifest) {
		Map<String, String> data = new LinkedHashMap<>(manifest.data());
		if (application.tls() != null || application.dockerConfig() != null) {
			data.clear();
		}
		data.putAll(application.data());
		return new SecretProperties(type(application, manifest), both(manifest.labels(), application.labels()),
				both(manifest.annotations(), application.annotations()), data, application.tls(),
				application.dockerConfig(), application.onConflict(), application.onRemoval(), application.immutable(),
				application.owner());
	}

	private static @Nullable String type(SecretProperties application, SecretProperties manifest) {
		boolean follows = application.type() != null || application.tls() != null || application.dockerConfig() != null;
		return follows ? application.type() : manifest.type();
	}

	private static Map<String, String> both(Map<String, String> first, Map<String, String> winning) {
		Map<String, String> both = new LinkedHashMap<>(first);
		both.putAll(winning);
		return both;
	}

}
