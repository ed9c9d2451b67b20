package dev.keyvault.rotation;

import java.util.List;

/**
 * What came of a poll. Holds values only inside the changes.
 *
 * @param changes the changes that have come into force
 * @param refusals the changes that validators have refused
 * @param troubles everything else that keeps vaults and keys from following
 */
public record PollResult(List<Change> changes, List<Refusal> refusals, List<Trouble> troubles) {

	public PollResult {
		changes = List.copyOf(changes);
		refusals = List.copyOf(refusals);
		troubles = List.copyOf(troubles);
	}

}
