package dev.keyvault.spring.refresh;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationListener;

/**
 * Lets everything in an application follow a rotation, one after the other, and publishes
 * {@link KeyVaultRotatedEvent} when all have.
 */
final class RotationRelay implements RotationListener {

	private final ConfigurableApplicationContext context;

	private final List<RotationFollower> followers;

	private final UnusedKeys unused;

	private final SnapshotBindings bindings;

	RotationRelay(ConfigurableApplicationContext context, List<RotationFollower> followers, UnusedKeys unused,
			SnapshotBindings bindings) {
		this.context = context;
		this.followers = List.copyOf(followers);
		this.unused = unused;
		this.bindings = bindings;
	}

	@Override
	public void onRotation(Rotation rotation) {
		EnvironmentChange change = EnvironmentChange.of(this.context.getEnvironment(), rotation);
		Set<Change> followed = new LinkedHashSet<>();
		for (RotationFollower follower : this.followers) {
			Border.run(follower, () -> followed.addAll(follower.follow(change)));
		}
		List<RotatedKey> keys = rotation.changes().stream().map(RotatedKey::of).toList();
		KeyVaultRotatedEvent event = new KeyVaultRotatedEvent(this.context, keys);
		Border.run(this.context, () -> this.context.publishEvent(event));
		this.unused.warn(change, followed);
		this.bindings.close();
	}

}
