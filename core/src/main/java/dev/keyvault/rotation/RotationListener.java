package dev.keyvault.rotation;

import dev.keyvault.Internal;

/**
 * Follows rotations. Told by one thread at a time, in the order of the rotations.
 */
@FunctionalInterface
@Internal
public interface RotationListener {

	/**
	 * Follow a rotation that has just come into force. An exception is logged and keeps
	 * nobody else from following.
	 * @param rotation the step, with one change at least
	 */
	void onRotation(Rotation rotation);

}
