package dev.keyvault.rotation;

import java.util.List;

import dev.keyvault.Internal;
import dev.keyvault.source.Problem;

/**
 * What came of a poll. Holds values only inside the changes.
 *
 * @param changes the changes that have come into force
 * @param rejected the changes that validators have rejected
 * @param problems everything else that keeps vaults and keys from following
 */
@Internal
public record PollResult(List<Change> changes, List<RejectedChange> rejected, List<Problem> problems) {

	public PollResult {
		changes = List.copyOf(changes);
		rejected = List.copyOf(rejected);
		problems = List.copyOf(problems);
	}

}
