package dev.keyvault.rotation;

import java.util.List;

/**
 * What validators have left of a proposed rotation.
 *
 * @param rotation the step that nobody refuses
 * @param refusals what was refused, those included that are refused along with another
 */
record Approval(Rotation rotation, List<Refusal> refusals) {

	Approval {
		refusals = List.copyOf(refusals);
	}

}
