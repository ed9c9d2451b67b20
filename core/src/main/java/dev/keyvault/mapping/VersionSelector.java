package dev.keyvault.mapping;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.ObjectSource;

/**
 * Chooses the version of an object, or several of them.
 */
@Internal
public sealed interface VersionSelector {

	/**
	 * Read what is chosen.
	 * @param id the object, without version
	 * @param content how much of the object is needed
	 * @param source where to read
	 * @param deadline when an answer is of no use any more
	 * @return the object at each version that is chosen, one if this is no list
	 */
	List<VaultObject> read(ObjectId id, Content content, ObjectSource source, Deadline deadline);

	/**
	 * Return whether several versions may be chosen, so that a key becomes several.
	 * @return {@code false} if a key has the value of one version
	 */
	default boolean isList() {
		return false;
	}

	/**
	 * Return the key of one of the versions.
	 * @param key the key of all
	 * @param index the place of the version in what is read
	 * @return the key itself if this is no list
	 */
	default NamedKey key(NamedKey key, int index) {
		return key;
	}

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
		public List<VaultObject> read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			return List.of(source.read(new ObjectRequest(id, content), deadline));
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
		public List<VaultObject> read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			return List.of(source.read(new ObjectRequest(id.at(this.version), content), deadline));
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

		@Override
		public List<VaultObject> read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			ObjectId previous = VersionOrder.read(new ObjectRequest(id, content), source, deadline)
				.previous()
				.orElseThrow(() -> ObjectNotFoundException.previousOf(id));
			return List.of(source.read(new ObjectRequest(previous, content), deadline));
		}

		@Override
		public String text() {
			return "@previous";
		}

	}

	/**
	 * The newest enabled versions, newest first, each as a key of its own:
	 * {@code name[0]}, {@code name[1]} and so on.
	 *
	 * @param start the version to begin with, or {@code null} for the newest
	 * @param size how many versions there are to be; all if there are fewer
	 */
	record History(@Nullable ObjectVersion start, int size) implements VersionSelector {

		/**
		 * The most versions that can be asked for.
		 */
		public static final int MAX_SIZE = 1000;

		public History {
			if (size < 1 || size > MAX_SIZE) {
				throw new IllegalArgumentException("A history has 1 to %d versions, not %d".formatted(MAX_SIZE, size));
			}
		}

		@Override
		public List<VaultObject> read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			return chosen(new ObjectRequest(id, content), source, deadline).stream()
				.map((version) -> source.read(new ObjectRequest(version, content), deadline))
				.toList();
		}

		private List<ObjectId> chosen(ObjectRequest latest, ObjectSource source, Deadline deadline) {
			return VersionOrder.read(latest, source, deadline).from(this.start, this.size);
		}

		@Override
		public boolean isList() {
			return true;
		}

		@Override
		public NamedKey key(NamedKey key, int index) {
			return new NamedKey("%s[%d]".formatted(key, index));
		}

		@Override
		public String text() {
			return "@%s:%d".formatted((this.start != null) ? this.start : "newest", this.size);
		}

	}

	/**
	 * One version out of a history.
	 *
	 * @param history the history
	 * @param index the place in it, 0 for its newest version
	 */
	record HistoryElement(History history, int index) implements VersionSelector {

		public HistoryElement {
			if (index < 0 || index >= history.size()) {
				throw new IllegalArgumentException(
						"A history of %d versions has no element %d".formatted(history.size(), index));
			}
		}

		@Override
		public List<VaultObject> read(ObjectId id, Content content, ObjectSource source, Deadline deadline) {
			List<ObjectId> chosen = this.history.chosen(new ObjectRequest(id, content), source, deadline);
			if (chosen.size() <= this.index) {
				throw ObjectNotFoundException.inHistory(id, chosen.size(), this.index);
			}
			return List.of(source.read(new ObjectRequest(chosen.get(this.index), content), deadline));
		}

		@Override
		public String text() {
			return "%s[%d]".formatted(this.history.text(), this.index);
		}

	}

}
