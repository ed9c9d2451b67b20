package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.VersionSelector;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.ObjectSource;

/**
 * The source of one poll: asks the vault only for what is not known already. A version is
 * never read twice; with {@link Detection#LIST} neither is an object that the list of its
 * vault shows unchanged. Each list is had once. Where listing is not allowed, objects are
 * read one by one. Thread-safe.
 */
final class PollSource implements ObjectSource {

	private final ObjectSource source;

	private final SnapshotObjects held;

	private final Detection detection;

	private final Memory memory;

	private final Clock clock;

	private final Map<ObjectList, SharedList> lists = new ConcurrentHashMap<>();

	PollSource(ObjectSource source, SnapshotObjects held, Detection detection, Memory memory, Clock clock) {
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
		ObjectList list = ObjectList.of(request);
		if (this.detection == Detection.GET || !this.memory.isSettled(known.id())
				|| !this.memory.isWorthListing(list)) {
			return false;
		}
		ObjectProperties listed = find(list, request.id(), deadline);
		return listed != null && listed.attributes().equals(known.attributes());
	}

	private @Nullable ObjectProperties find(ObjectList list, ObjectId id, Deadline deadline) {
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

	private SharedList shared(ObjectList list) {
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
		return shared(new ObjectList(vault, kind)).get(deadline);
	}

	/**
	 * A list that is had at most once, however many ask for it, or fails for all of them.
	 * Thread-safe: whoever asks while the list is on its way waits for it.
	 */
	private static final class SharedList {

		private final ObjectSource source;

		private final ObjectList listed;

		private final Memory memory;

		private final Map<ObjectId, ObjectProperties> byId = new HashMap<>();

		private @Nullable List<ObjectProperties> objects;

		private @Nullable KeyVaultException failure;

		SharedList(ObjectSource source, ObjectList listed, Memory memory) {
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

	/**
	 * The list that tells whether an object has changed. A certificate that is read with
	 * its private key is read as the secret behind it, and so is in the list of secrets.
	 *
	 * @param vault the vault
	 * @param kind the kind of object listed
	 */
	record ObjectList(Vault vault, ObjectKind kind) {

		static ObjectList of(KeyMapping mapping) {
			return of(new ObjectRequest(mapping.object(), mapping.reference().part().content()));
		}

		static ObjectList of(ObjectRequest request) {
			return new ObjectList(request.id().vault(), kind(request));
		}

		private static ObjectKind kind(ObjectRequest request) {
			ObjectKind kind = request.id().kind();
			return (kind == ObjectKind.CERTIFICATE && request.content() == Content.FULL) ? ObjectKind.SECRET : kind;
		}

		/**
		 * Return the identifier under which the list has an object.
		 * @param id the object
		 * @return the identifier, without version
		 */
		ObjectId listed(ObjectId id) {
			return new ObjectId(this.vault, this.kind, id.name(), null);
		}

	}

	/**
	 * What polls by listing need to know of earlier ones: how long the lists are, and
	 * which versions can be told by their attributes. Key Vault gives times in whole
	 * seconds, so a version that was read within a minute of its last change may have
	 * been followed by another one of the same second, and has to be read again.
	 * Thread-safe.
	 */
	static final class Memory {

		private static final Duration SETTLED = Duration.ofMinutes(1);

		private static final int PAGE = 25;

		private final Map<ObjectList, Long> objects;

		private final Set<ObjectList> listedAnyway;

		private final Map<ObjectList, Integer> pages = new ConcurrentHashMap<>();

		private final Set<ObjectId> settled = ConcurrentHashMap.newKeySet();

		Memory(List<Declaration> declarations) {
			this.objects = declarations.stream()
				.flatMap((declaration) -> declaration.mappings().stream())
				.filter((mapping) -> mapping.reference().version() instanceof VersionSelector.Latest)
				.map((mapping) -> Map.entry(ObjectList.of(mapping), mapping.object()))
				.distinct()
				.collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.counting()));
			this.listedAnyway = declarations.stream()
				.flatMap((declaration) -> declaration.rules().stream())
				.map((rule) -> new ObjectList(rule.vault(), ObjectKind.SECRET))
				.collect(Collectors.toSet());
		}

		/**
		 * Return whether listing is fewer requests than reading each object. A list of
		 * unknown length is worth it once.
		 * @param list the list
		 * @return whether to list
		 */
		boolean isWorthListing(ObjectList list) {
			return this.listedAnyway.contains(list)
					|| this.pages.getOrDefault(list, 0) < this.objects.getOrDefault(list, 0L);
		}

		void listed(ObjectList list, int size) {
			this.pages.put(list, Math.max(1, (size + PAGE - 1) / PAGE));
		}

		void read(VaultObject object, Instant start) {
			ObjectAttributes attributes = object.attributes();
			if (attributes.updated() != null && !start.isBefore(attributes.updated().plus(SETTLED))) {
				this.settled.add(object.id());
			}
		}

		boolean isSettled(ObjectId version) {
			return this.settled.contains(version);
		}

		void forgetAllBut(Collection<ObjectId> versions) {
			this.settled.retainAll(new HashSet<>(versions));
		}

	}

}
