package dev.keyvault.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectSource;

/**
 * The versions of an object by their age. Key Vault tells it in whole seconds; where the
 * two newest are of the same second, the current one is found by reading it. Older
 * versions of the same second are in the order of their identifiers, so that it is always
 * the same.
 *
 * @param id the object
 * @param versions all versions, the current one first if it is known
 * @param current the current version, or {@code null} if it is one of several that are
 * disabled
 */
record VersionOrder(ObjectId id, List<ObjectProperties> versions, @Nullable ObjectId current) {

	private static final Comparator<ObjectProperties> NEWEST_FIRST = Comparator.comparing(VersionOrder::created)
		.reversed()
		.thenComparing((version) -> version.id().toString());

	/**
	 * Read the versions of an object.
	 * @param latest asks for the current version
	 * @param source where to read
	 * @param deadline when an answer is of no use any more
	 * @return the versions
	 * @throws ObjectNotFoundException if there is no such object
	 */
	static VersionOrder read(ObjectRequest latest, ObjectSource source, Deadline deadline) {
		ObjectId id = latest.id();
		List<ObjectProperties> versions = new ArrayList<>(source.versions(id, deadline));
		versions.sort(NEWEST_FIRST);
		if (versions.isEmpty()) {
			throw ObjectNotFoundException.of(id, null);
		}
		if (!isTied(versions)) {
			return new VersionOrder(id, versions, versions.get(0).id());
		}
		ObjectId current = findCurrent(latest, source, deadline);
		versions.sort(Comparator.comparing((version) -> !version.id().equals(current)));
		return new VersionOrder(id, versions, current);
	}

	private static boolean isTied(List<ObjectProperties> versions) {
		return versions.size() > 1 && created(versions.get(0)).equals(created(versions.get(1)));
	}

	private static @Nullable ObjectId findCurrent(ObjectRequest latest, ObjectSource source, Deadline deadline) {
		try {
			return source.read(latest, deadline).id();
		}
		catch (ObjectDisabledException ex) {
			// Every enabled version is before a current one that is disabled.
			return null;
		}
	}

	private static Instant created(ObjectProperties version) {
		ObjectAttributes attributes = version.attributes();
		return (attributes.created() != null) ? attributes.created() : Instant.EPOCH;
	}

	/**
	 * Return the newest enabled version before the current one.
	 * @return the version; empty if there is none
	 */
	Optional<ObjectId> previous() {
		return this.versions.stream()
			.filter((version) -> version.attributes().enabled() && !version.id().equals(this.current))
			.findFirst()
			.map(ObjectProperties::id);
	}

	/**
	 * Return enabled versions.
	 * @param start the version to begin with, or {@code null} for the newest
	 * @param size how many at most
	 * @return the versions, newest first, at least one
	 * @throws ObjectNotFoundException if there is no such version to begin with
	 * @throws ObjectDisabledException if it is disabled, or if all are
	 */
	List<ObjectId> from(@Nullable ObjectVersion start, int size) {
		ObjectId wanted = (start != null) ? this.id.at(start) : this.id;
		if (start != null && this.versions.stream().noneMatch((version) -> version.id().equals(wanted))) {
			throw ObjectNotFoundException.of(wanted, null);
		}
		List<ObjectId> chosen = this.versions.stream()
			.filter((version) -> version.attributes().enabled())
			.map(ObjectProperties::id)
			.dropWhile((version) -> start != null && !version.equals(wanted))
			.limit(size)
			.toList();
		if (chosen.isEmpty()) {
			throw new ObjectDisabledException(wanted, null);
		}
		return chosen;
	}

}
