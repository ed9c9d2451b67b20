package dev.keyvault.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.mapping.DeclarationSource;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;

/**
 * What one class declares.
 */
final class ManifestSource implements DeclarationSource {

	private final SecretProviderClass manifest;

	private final Map<NamedKey, ObjectReference> keys = new LinkedHashMap<>();

	private final List<Mistake> mistakes = new ArrayList<>();

	ManifestSource(SecretProviderClass manifest) {
		this.manifest = manifest;
	}

	void put(NamedKey key, ObjectReference reference) {
		this.keys.put(key, reference);
	}

	void addMistake(String place, String reason, String action) {
		this.mistakes.add(new Mistake(place, reason, action));
	}

	@Override
	public String origin() {
		return this.manifest.describe();
	}

	@Override
	public Declarations read() {
		DeclaredVault vault = new DeclaredVault(this.manifest.vault(), this.manifest.settings(), this.keys, List.of(),
				List.of());
		return new Declarations(List.of(vault), this.mistakes);
	}

}
