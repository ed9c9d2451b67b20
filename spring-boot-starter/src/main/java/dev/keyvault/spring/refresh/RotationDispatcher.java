package dev.keyvault.spring.refresh;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationListener;

/**
 * Calls all followers after a rotation, one after the other, and publishes
 * {@link KeyVaultRotatedEvent} after the last of them. Followers are looked up when they
 * are needed, so that they may have a {@link KeyVaultRefresher}.
 */
final class RotationDispatcher implements RotationListener {

	private final ConfigurableApplicationContext application;

	private final RotationContext context;

	private final Supplier<Stream<RotationFollower>> followers;

	private final Supplier<Stream<RotationReport>> reports;

	RotationDispatcher(ConfigurableApplicationContext application, RotationContext context,
			Supplier<Stream<RotationFollower>> followers, Supplier<Stream<RotationReport>> reports) {
		this.application = application;
		this.context = context;
		this.followers = followers;
		this.reports = reports;
	}

	@Override
	public void onRotation(Rotation rotation) {
		try (this.context) {
			EnvironmentChange change = this.context.changeOf(rotation);
			Followed followed = follow(change);
			publish(rotation, followed);
			this.reports.get().forEach((report) -> report.report(change, followed));
		}
	}

	private Followed follow(EnvironmentChange change) {
		Followed followed = new Followed();
		this.followers.get()
			.forEach((follower) -> FailureIsolation.run(follower,
					() -> followed.add(follower, follower.follow(change))));
		return followed;
	}

	private void publish(Rotation rotation, Followed followed) {
		List<RotatedKey> keys = rotation.changes().stream().map(RotatedKey::of).toList();
		KeyVaultRotatedEvent event = new KeyVaultRotatedEvent(this.application, keys);
		FailureIsolation.run(this.application, () -> this.application.publishEvent(event));
		rotation.changes().stream().filter(event::isMarked).forEach(followed::mark);
	}

}
