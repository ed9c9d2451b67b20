package dev.keyvault.rotation;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * Tells listeners of rotations, in their order. One that fails keeps nobody else from
 * following.
 */
final class Listeners {

	private static final Logger logger = LoggerFactory.getLogger(RotationPoller.class);

	private final List<RotationListener> listeners;

	Listeners(List<RotationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	void tell(Rotation rotation) {
		if (!rotation.changes().isEmpty()) {
			logger.info("Rotated {}", rotation);
			this.listeners.forEach((listener) -> tell(listener, rotation));
		}
	}

	private static void tell(RotationListener listener, Rotation rotation) {
		Isolation.run(() -> listener.onRotation(rotation), (thrown) -> {
			RedactedException failure = RedactedException.of(thrown);
			logger.error("The listener {} failed with {}; others follow all the same.", listener.getClass().getName(),
					failure.describe(), failure);
		});
	}

}
