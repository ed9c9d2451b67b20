package dev.keyvault.rotation;

import java.util.Collection;
import java.util.List;

/**
 * May reject changes before they come into force. The changes that nobody rejects go on
 * without the others; since they then are another set, every validator is asked about
 * them again. A rejected change is proposed anew at the next poll. Asked by one thread at
 * a time.
 */
@FunctionalInterface
public interface RotationValidator {

	/**
	 * Review changes that are about to come into force. An exception counts as the
	 * rejection of all of them.
	 * @param proposed the step that is proposed, with one change at least
	 * @return what is rejected; empty if everything may go on
	 */
	List<RejectedChange> validate(Rotation proposed);

	/**
	 * Reject one change.
	 * @param change the change
	 * @param reason why, as a sentence that holds no value
	 * @return the rejected change
	 */
	static List<RejectedChange> reject(Change change, String reason) {
		return List.of(new RejectedChange(change, reason));
	}

	/**
	 * Reject several changes for one reason.
	 * @param changes the changes
	 * @param reason why, as a sentence that holds no value
	 * @return the rejected changes
	 */
	static List<RejectedChange> reject(Collection<Change> changes, String reason) {
		return changes.stream().map((change) -> new RejectedChange(change, reason)).toList();
	}

}
