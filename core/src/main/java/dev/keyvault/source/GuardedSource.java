package dev.keyvault.source;

import java.util.List;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;

/**
 * Keeps the promise of a source: nothing but a {@link KeyVaultException} comes out.
 *
 * @param source the source
 */
@Internal
public record GuardedSource(ObjectSource source) implements ObjectSource {

	@Override
	public VaultObject read(ObjectRequest request, Deadline deadline) {
		return UnexpectedFailureException.guard(request.id(), () -> this.source.read(request, deadline));
	}

	@Override
	public List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
		return UnexpectedFailureException.guard(id, () -> this.source.versions(id, deadline));
	}

	@Override
	public List<ObjectProperties> list(Vault vault, ObjectKind kind, Deadline deadline) {
		return UnexpectedFailureException.guard(vault, () -> this.source.list(vault, kind, deadline));
	}

}
