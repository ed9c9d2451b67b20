package dev.keyvault.spring.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.file.FileMode;
import dev.keyvault.manifest.ManifestDeclarations.ObjectFile;

/**
 * Adds the files of manifests to those that the application declares, which win.
 *
 * @param manifests the manifests
 */
record ManifestFiles(Manifests manifests) {

	/**
	 * Add a file for each object of the vaults that are imported.
	 * @param properties the properties of the application
	 * @param imports the imports
	 * @return the properties with the files, if there is a directory for them
	 */
	KeyVaultProperties addTo(KeyVaultProperties properties, List<KeyVaultImport> imports) {
		String directory = properties.files().directory();
		if (directory == null || directory.isBlank()) {
			return properties;
		}
		Map<String, Object> all = new LinkedHashMap<>();
		this.manifests.declarations()
			.files()
			.stream()
			.filter((file) -> imports.stream()
				.anyMatch((declared) -> declared.vaultsOf(properties.vaults().keySet()).contains(file.vault())))
			.forEach((file) -> all.put(file.path(), declared(file)));
		all.putAll(properties.files().data());
		return properties.withFiles(all);
	}

	private static Object declared(ObjectFile file) {
		FileMode mode = file.mode();
		return (mode != null) ? Map.of("key", file.key(), "mode", mode.toString()) : file.key();
	}

}
