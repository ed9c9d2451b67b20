package dev.keyvault.rotation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.VersionSelector;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;

/**
 * The objects of the snapshot in force, by version and, where they are the latest, by
 * name; without those that are not from their vault. Immutable.
 */
final class SnapshotObjects {

	private final Map<ObjectRequest, VaultObject> objects = new HashMap<>();

	SnapshotObjects(Snapshot snapshot) {
		snapshot.layers()
			.values()
			.stream()
			.flatMap((layer) -> layer.values().stream())
			.filter((entry) -> entry.fallback() == null)
			.forEach(this::add);
	}

	private void add(Entry entry) {
		Content content = entry.mapping().reference().part().content();
		add(entry.origin(), content, entry.object());
		if (entry.mapping().reference().version() instanceof VersionSelector.Latest) {
			add(entry.origin().latest(), content, entry.object());
		}
	}

	private void add(ObjectId id, Content content, VaultObject object) {
		this.objects.put(new ObjectRequest(id, content), object);
		if (content == Content.FULL) {
			this.objects.put(new ObjectRequest(id, Content.PUBLIC), object);
		}
	}

	/**
	 * Find the object that answers a request.
	 * @param request the request
	 * @return the object, or {@code null} if it is not held, or not enough of it
	 */
	@Nullable VaultObject find(ObjectRequest request) {
		return this.objects.get(request);
	}

	Collection<ObjectId> versions() {
		return this.objects.values().stream().map(VaultObject::id).toList();
	}

}
