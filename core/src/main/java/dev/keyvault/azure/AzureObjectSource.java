package dev.keyvault.azure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectSource;

/**
 * Hands each question to the vault that it is about.
 *
 * @param readers the reader of each vault
 * @param problems the problem of each vault that cannot be read
 */
record AzureObjectSource(Map<Vault, VaultReader> readers,
		Map<Vault, InvalidVaultSettingsException> problems) implements ObjectSource {

	AzureObjectSource {
		readers = Map.copyOf(readers);
		problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
	}

	@Override
	public VaultObject read(ObjectRequest request, Deadline deadline) {
		return reader(request.id().vault()).read(request, deadline);
	}

	@Override
	public List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
		return reader(id.vault()).versions(id, deadline);
	}

	@Override
	public List<ObjectProperties> list(Vault vault, ObjectKind kind, Deadline deadline) {
		return reader(vault).list(kind, deadline);
	}

	private VaultReader reader(Vault vault) {
		InvalidVaultSettingsException problem = this.problems.get(vault);
		if (problem != null) {
			throw problem;
		}
		VaultReader reader = this.readers.get(vault);
		if (reader == null) {
			throw new IllegalArgumentException("Vault %s is not one of those set up here".formatted(vault));
		}
		return reader;
	}

}
