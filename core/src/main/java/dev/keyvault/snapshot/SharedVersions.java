package dev.keyvault.snapshot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectSource;

/**
 * Lists the versions of an object once, or fails for all who ask, so that those who
 * choose among them see the same ones. Thread-safe.
 */
final class SharedVersions implements ObjectSource {

	private final ObjectSource source;

	private final Map<ObjectId, Versions> versions = new ConcurrentHashMap<>();

	SharedVersions(ObjectSource source) {
		this.source = source;
	}

	@Override
	public VaultObject read(ObjectRequest request, Deadline deadline) {
		return this.source.read(request, deadline);
	}

	@Override
	public List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
		return this.versions.computeIfAbsent(id, (object) -> new Versions()).get(id, deadline);
	}

	@Override
	public List<ObjectProperties> list(Vault vault, ObjectKind kind, Deadline deadline) {
		return this.source.list(vault, kind, deadline);
	}

	/**
	 * The versions of one object.
	 */
	private final class Versions {

		private @Nullable List<ObjectProperties> listed;

		private @Nullable KeyVaultException failure;

		synchronized List<ObjectProperties> get(ObjectId id, Deadline deadline) {
			if (this.failure != null) {
				throw this.failure;
			}
			List<ObjectProperties> known = this.listed;
			return (known != null) ? known : read(id, deadline);
		}

		private List<ObjectProperties> read(ObjectId id, Deadline deadline) {
			try {
				List<ObjectProperties> read = SharedVersions.this.source.versions(id, deadline);
				this.listed = read;
				return read;
			}
			catch (KeyVaultException ex) {
				this.failure = ex;
				throw ex;
			}
		}

	}

}
