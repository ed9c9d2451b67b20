package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.VersionSelector;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.VaultObject;

/**
 * What polls by listing need to know of earlier ones: how long the lists are, and which
 * versions can be told by their attributes. Key Vault gives times in whole seconds, so a
 * version that was read within a minute of its last change may have been followed by
 * another one of the same second, and has to be read again. Thread-safe.
 */
final class DetectionMemory {

	private static final Duration SETTLED = Duration.ofMinutes(1);

	private static final int PAGE = 25;

	private final Map<ListedObjects, Long> objects;

	private final Set<ListedObjects> listedAnyway;

	private final Map<ListedObjects, Integer> pages = new ConcurrentHashMap<>();

	private final Set<ObjectId> settled = ConcurrentHashMap.newKeySet();

	DetectionMemory(List<Declaration> declarations) {
		this.objects = declarations.stream()
			.flatMap((declaration) -> declaration.mappings().stream())
			.filter((mapping) -> mapping.reference().version() instanceof VersionSelector.Latest)
			.map((mapping) -> Map.entry(ListedObjects.of(mapping), mapping.object()))
			.distinct()
			.collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.counting()));
		this.listedAnyway = declarations.stream()
			.flatMap((declaration) -> declaration.rules().stream())
			.map((rule) -> new ListedObjects(rule.vault(), ObjectKind.SECRET))
			.collect(Collectors.toSet());
	}

	/**
	 * Return whether listing is fewer requests than reading each object. A list of
	 * unknown length is worth it once.
	 * @param list the list
	 * @return whether to list
	 */
	boolean isWorthListing(ListedObjects list) {
		return this.listedAnyway.contains(list)
				|| this.pages.getOrDefault(list, 0) < this.objects.getOrDefault(list, 0L);
	}

	void listed(ListedObjects list, int size) {
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
