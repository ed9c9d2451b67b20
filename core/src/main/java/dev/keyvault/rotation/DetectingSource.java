package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectSource;

/**
 * The source of one poll: asks the vault only for what is not known already. A version is
 * never read twice; with {@link Detection#LIST} neither is an object that the list of its
 * vault shows unchanged. Each list is had once. Where listing is not allowed, objects are
 * read one by one. Thread-safe.
 */
final class DetectingSource implements ObjectSource {

	private final ObjectSource source;

	private final SnapshotObjects held;

	private final Detection detection;

	private final DetectionMemory memory;

	private final Clock clock;

	private final Map<ListedObjects, SharedList> lists = new ConcurrentHashMap<>();

	DetectingSource(ObjectSource source, SnapshotObjects held, Detection detection, DetectionMemory memory,
			Clock clock) {
		this.source = source;
		this.held = held;
		this.detection = detection;
		this.memory = memory;
		this.clock = clock;
	}

	@Override
	public VaultObject read(ObjectRequest request, Deadline deadline) {
		VaultObject known = this.held.find(request);
		if (known != null && (request.id().version() != null || isUnchanged(request, known, deadline))) {
			return known;
		}
		Instant start = this.clock.instant();
		VaultObject object = this.source.read(request, deadline);
		this.memory.read(object, start);
		return object;
	}

	private boolean isUnchanged(ObjectRequest request, VaultObject known, Deadline deadline) {
		ListedObjects list = ListedObjects.of(request);
		if (this.detection == Detection.GET || !this.memory.isSettled(known.id())
				|| !this.memory.isWorthListing(list)) {
			return false;
		}
		ObjectProperties listed = find(list, request.id(), deadline);
		return listed != null && listed.attributes().equals(known.attributes());
	}

	private @Nullable ObjectProperties find(ListedObjects list, ObjectId id, Deadline deadline) {
		try {
			return shared(list).find(list.listed(id), deadline);
		}
		catch (AccessDeniedException ex) {
			if (ex.reach() == KeyVaultException.Reach.OBJECT) {
				return null;
			}
			throw ex;
		}
	}

	private SharedList shared(ListedObjects list) {
		return this.lists.computeIfAbsent(list, (key) -> new SharedList(this.source, key, this.memory));
	}

	/**
	 * Return why lists could not be had.
	 * @return the failures, of lists that were replaced by reading objects one by one too
	 */
	List<KeyVaultException> failedLists() {
		return this.lists.values().stream().flatMap(SharedList::failure).toList();
	}

	@Override
	public List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
		return this.source.versions(id, deadline);
	}

	@Override
	public List<ObjectProperties> list(Vault vault, ObjectKind kind, Deadline deadline) {
		return shared(new ListedObjects(vault, kind)).get(deadline);
	}

}
