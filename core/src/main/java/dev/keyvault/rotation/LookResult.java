package dev.keyvault.rotation;

import java.util.List;

/**
 * What came of a look. Holds values only inside the changes.
 *
 * @param changes the changes that have come into force
 * @param refusals the changes that validators have refused
 * @param troubles everything else that keeps vaults and keys from following
 */
public record LookResult(List<Change> changes, List<Refusal> refusals, List<Trouble> troubles) {

	public LookResult {
		changes = List.copyOf(changes);
		refusals = List.copyOf(refusals);
		troubles = List.copyOf(troubles);
	}

}
