package dev.keyvault.source;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;

/**
 * A source that holds objects in memory, answers as it is told to, and remembers what it
 * was asked.
 */
public final class FakeObjectSource implements ObjectSource {

	private final Map<ObjectId, Supplier<VaultObject>> objects = new ConcurrentHashMap<>();

	private final Map<ObjectId, List<ObjectProperties>> versions = new ConcurrentHashMap<>();

	private final Map<Vault, Supplier<List<ObjectProperties>>> secrets = new ConcurrentHashMap<>();

	private final Queue<ObjectRequest> requests = new ConcurrentLinkedQueue<>();

	private final Queue<Vault> listed = new ConcurrentLinkedQueue<>();

	/**
	 * Hold an object, as the latest version and under its own.
	 * @param object the object
	 * @return this source
	 */
	public FakeObjectSource with(VaultObject object) {
		return answer(object.id(), () -> object).answer(object.id().latest(), () -> object);
	}

	public FakeObjectSource answer(ObjectId id, Supplier<VaultObject> answer) {
		this.objects.put(id, answer);
		return this;
	}

	public FakeObjectSource fail(ObjectId id, KeyVaultException failure) {
		return answer(id, () -> {
			throw failure;
		});
	}

	public FakeObjectSource versions(ObjectProperties... versions) {
		Stream.of(versions).findFirst().ifPresent((first) -> this.versions.put(first.id().latest(), List.of(versions)));
		return this;
	}

	public FakeObjectSource secrets(Vault vault, Supplier<List<ObjectProperties>> answer) {
		this.secrets.put(vault, answer);
		return this;
	}

	public List<ObjectRequest> requests() {
		return List.copyOf(this.requests);
	}

	public List<ObjectId> read() {
		return this.requests.stream().map(ObjectRequest::id).toList();
	}

	public void forgetRequests() {
		this.requests.clear();
	}

	public List<Vault> listed() {
		return List.copyOf(this.listed);
	}

	@Override
	public VaultObject read(ObjectRequest request, Deadline deadline) {
		this.requests.add(request);
		Supplier<VaultObject> answer = this.objects.get(request.id());
		if (answer == null) {
			throw ObjectNotFoundException.of(request.id(), null);
		}
		return answer.get();
	}

	@Override
	public List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
		return this.versions.getOrDefault(id, List.of());
	}

	@Override
	public List<ObjectProperties> list(Vault vault, ObjectKind kind, Deadline deadline) {
		this.listed.add(vault);
		return (kind == ObjectKind.SECRET) ? this.secrets.getOrDefault(vault, List::of).get() : List.of();
	}

}
