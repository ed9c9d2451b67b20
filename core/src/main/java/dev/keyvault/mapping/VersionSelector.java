package dev.keyvault.mapping;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.ObjectSource;

/**
 * Chooses the version of an object.
 */
@Internal
public sealed interface VersionSelector {

	/**
	 * Read the chosen version.
	 * @param id the object, without version
	 * @param content how much of the object is needed
	 * @param source where to read
	 * @param deadline when an answer is of no use any more
	 * @return the object
	 */
	VaultObject read(ObjectId id, Content content, ObjectSource source, Deadline deadline);

	/**
	 * Return the selector as it is written in a reference.
	 * @return such as {@code @previous}; empty for the latest version
	 */
	String text();

	/**
	 * The version that the vault gives to whoever does not ask for one.
	 */
	record Latest() implements VersionSelector {

		@Override
		public VaultObject read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			return source.read(new ObjectRequest(id, content), deadline);
		}

		@Override
		public String text() {
			return "";
		}

	}

	/**
	 * One version for good.
	 *
	 * @param version the version
	 */
	record Pinned(ObjectVersion version) implements VersionSelector {

		@Override
		public VaultObject read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			return source.read(new ObjectRequest(id.at(this.version), content), deadline);
		}

		@Override
		public String text() {
			return "@" + this.version;
		}

	}

	/**
	 * The newest enabled version before the current one. Key Vault tells the age of
	 * versions in whole seconds; where the two newest are of the same second, the current
	 * one is found by reading it. Of older versions of the same second it takes the one
	 * whose identifier comes first, so that the choice is always the same.
	 */
	record Previous() implements VersionSelector {

		private static final Comparator<ObjectProperties> NEWEST_FIRST = Comparator.comparing(Previous::created)
			.reversed()
			.thenComparing((version) -> version.id().toString());

		@Override
		public VaultObject read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			List<ObjectProperties> versions = source.versions(id, deadline).stream().sorted(NEWEST_FIRST).toList();
			if (versions.isEmpty()) {
				throw ObjectNotFoundException.of(id, null);
			}
			ObjectId current = isTied(versions) ? findCurrent(new ObjectRequest(id, content), source, deadline)
					: versions.get(0).id();
			ObjectId previous = versions.stream()
				.filter((version) -> version.attributes().enabled() && !version.id().equals(current))
				.findFirst()
				.map(ObjectProperties::id)
				.orElseThrow(() -> ObjectNotFoundException.previousOf(id));
			return source.read(new ObjectRequest(previous, content), deadline);
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

		@Override
		public String text() {
			return "@previous";
		}

	}

}
