package dev.keyvault.rotation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectSource;

/**
 * A list that is had at most once, however many ask for it, or fails for all of them.
 * Thread-safe: whoever asks while the list is on its way waits for it.
 */
final class SharedList {

	private final ObjectSource source;

	private final ListedObjects listed;

	private final DetectionMemory memory;

	private final Map<ObjectId, ObjectProperties> byId = new HashMap<>();

	private @Nullable List<ObjectProperties> objects;

	private @Nullable KeyVaultException failure;

	SharedList(ObjectSource source, ListedObjects listed, DetectionMemory memory) {
		this.source = source;
		this.listed = listed;
		this.memory = memory;
	}

	synchronized List<ObjectProperties> get(Deadline deadline) {
		if (this.failure != null) {
			throw this.failure;
		}
		List<ObjectProperties> had = this.objects;
		return (had != null) ? had : read(deadline);
	}

	private List<ObjectProperties> read(Deadline deadline) {
		try {
			List<ObjectProperties> read = this.source.list(this.listed.vault(), this.listed.kind(), deadline);
			read.forEach((each) -> this.byId.put(each.id(), each));
			this.memory.listed(this.listed, read.size());
			this.objects = read;
			return read;
		}
		catch (KeyVaultException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	synchronized Stream<KeyVaultException> failure() {
		return Stream.ofNullable(this.failure);
	}

	synchronized @Nullable ObjectProperties find(ObjectId id, Deadline deadline) {
		get(deadline);
		return this.byId.get(id);
	}

}
