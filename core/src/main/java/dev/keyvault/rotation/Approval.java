package dev.keyvault.rotation;

import java.util.List;

/**
 * What validators have left of a proposed rotation.
 *
 * @param rotation the step that nobody rejects
 * @param rejected what was rejected, those included that are rejected along with another
 */
record Approval(Rotation rotation, List<RejectedChange> rejected) {

	Approval {
		rejected = List.copyOf(rejected);
	}

}
