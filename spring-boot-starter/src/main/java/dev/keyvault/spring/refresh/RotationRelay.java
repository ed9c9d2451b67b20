package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationListener;

/**
 * Lets everything in an application follow a rotation, one after the other, and publishes
 * {@link KeyVaultRotatedEvent} when all have. Followers are looked up when they are
 * needed, so that they may have a {@link KeyVaultRefresher}.
 */
final class RotationRelay implements RotationListener {

	private final ConfigurableApplicationContext context;

	private final Supplier<Stream<RotationFollower>> followers;

	private final UnusedKeys unused;

	private final EnvironmentChanges changes;

	RotationRelay(ConfigurableApplicationContext context, Supplier<Stream<RotationFollower>> followers,
			UnusedKeys unused, EnvironmentChanges changes) {
		this.context = context;
		this.followers = followers;
		this.unused = unused;
		this.changes = changes;
	}

	@Override
	public void onRotation(Rotation rotation) {
		try {
			follow(rotation);
		}
		finally {
			this.changes.forget();
		}
	}

	private void follow(Rotation rotation) {
		EnvironmentChange change = this.changes.of(rotation);
		Followed followed = new Followed();
		this.followers.get()
			.forEach((follower) -> Border.run(follower, () -> followed.add(follower, follower.follow(change))));
		List<RotatedKey> keys = rotation.changes().stream().map(RotatedKey::of).toList();
		KeyVaultRotatedEvent event = new KeyVaultRotatedEvent(this.context, keys);
		Border.run(this.context, () -> this.context.publishEvent(event));
		this.unused.warn(change, followed, event);
	}

}
