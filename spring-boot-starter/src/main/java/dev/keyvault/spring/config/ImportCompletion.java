package dev.keyvault.spring.config;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.apache.commons.logging.Log;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.source.Problem;
import dev.keyvault.source.SteadyClock;
import dev.keyvault.spring.config.binding.MapKeysCheck;

/**
 * Fills the places that imports of keys have taken in an environment, unless they are
 * filled, be it by another application that shares the environment. While an application
 * is processed ahead of time they stay empty, since nothing is read then.
 */
final class ImportCompletion {

	private final ConfigurableEnvironment environment;

	private final Log log;

	ImportCompletion(ConfigurableEnvironment environment, Log log) {
		this.environment = environment;
		this.log = log;
	}

	void run() {
		if (!AheadOfTime.isProcessing()) {
			fill();
		}
	}

	private void fill() {
		List<KeyVaultPropertySource> sources = KeyVaultPropertySource.of(this.environment);
		List<KeyVaultPropertySource> empty = sources.stream()
			.filter((source) -> !source.getSource().areLoaded())
			.toList();
		if (sources.isEmpty()) {
			load(List.of(), new ImportedKeys());
		}
		else if (!empty.isEmpty()) {
			load(empty.stream().map(KeyVaultPropertySource::declaration).toList(), empty.get(0).getSource());
		}
	}

	private void load(List<KeyVaultImport> written, ImportedKeys keys) {
		MapKeysCheck mapKeys = new MapKeysCheck();
		Manifests manifests = written.isEmpty() ? Manifests.NONE : manifests(written);
		List<KeyVaultImport> imports = written.stream().map((each) -> each.resolve(manifests::vaultsOf)).toList();
		DeclarationSources sources = imports.isEmpty() ? DeclarationSources.NONE
				: DeclarationSources.read(keys.registrations().declarationSource(), manifests, this.environment);
		KeyVaultProperties bound = sources.binder(this.environment)
			.bindOrCreate("keyvault", Bindable.of(KeyVaultProperties.class), mapKeys);
		warnOfVaultsNotImported(bound, imports);
		KeyVaultProperties properties = new ManifestFiles(manifests)
			.addTo(new ManifestSecrets(manifests, this.log).addTo(bound, imports), imports);
		if (!imports.isEmpty()) {
			keys.readBy(this.environment, properties.resolving());
			DeclarationReader reader = new DeclarationReader(properties, mapKeys,
					new VaultSettingsReader(ApplicationResourceLoader.get(),
							new CredentialReader(properties.credential(), keys.registrations().credential())),
					sources);
			RequestedKeys requested = RequestedKeys.of(imports, properties.vaults(), sources);
			TargetReaders targets = new TargetReaders(this.environment, requested,
					List.of(kubernetes(properties, mapKeys, requested),
							new FilesReader(properties, mapKeys, Clock.systemUTC())));
			StartFallback fallback = new StartFallback(properties, Clock.systemUTC());
			new KeyVaultImporter(reader, ReadSettings.of(properties), targets, fallback, Clock.systemUTC(),
					SteadyClock.start(), this.log)
				.load(imports, keys);
			inspect(keys);
		}
	}

	private Manifests manifests(List<KeyVaultImport> imports) {
		try (ClusterManifestReader cluster = new ClusterManifestReader(this.environment)) {
			return new ManifestReader(ApplicationResourceLoader.get(), cluster, this.log).read(this.environment,
					imports);
		}
	}

	private void inspect(ImportedKeys keys) {
		List<Problem> problems = new PemContentInspection(this.environment).problems();
		if (!problems.isEmpty()) {
			keys.close();
			throw new KeyVaultImportException(problems);
		}
	}

	private KubernetesReader kubernetes(KeyVaultProperties properties, MapKeysCheck mapKeys, RequestedKeys requested) {
		KubernetesProperties declared = properties.kubernetes();
		SecretDeclarationReader reader = new SecretDeclarationReader(declared.secrets(), mapKeys, requested);
		return new KubernetesReader(properties, reader, new KubernetesConnection(declared, SteadyClock.start()),
				new ApplicationIdentity(this.environment, () -> UUID.randomUUID().toString()));
	}

	private void warnOfVaultsNotImported(KeyVaultProperties properties, List<KeyVaultImport> imports) {
		if (imports.isEmpty() && !properties.secretProviderClass().isEmpty()) {
			this.log.warn(
					"The manifests of '%s' are not read, since nothing is imported. Add 'spring.config.import: \"keyvault:\"'."
						.formatted(ManifestReader.PROPERTY));
		}
		Set<String> names = new LinkedHashSet<>(properties.vaults().keySet());
		for (KeyVaultImport declared : imports) {
			names.removeAll(declared.vaultsOf(properties.vaults().keySet()));
		}
		names.forEach((name) -> this.log.warn(
				"Vault '%1$s' is declared, but no import names it. Add 'spring.config.import: \"keyvault:%1$s\"', or \"keyvault:\" for all vaults."
					.formatted(name)));
	}

}
