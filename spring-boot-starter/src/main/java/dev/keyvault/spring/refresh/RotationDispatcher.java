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

	private final FollowerProblems problems;

	RotationDispatcher(ConfigurableApplicationContext application, RotationContext context,
			Supplier<Stream<RotationFollower>> followers, Supplier<Stream<RotationReport>> reports,
			FollowerProblems problems) {
		this.application = application;
		this.context = context;
		this.followers = followers;
		this.reports = reports;
		this.problems = problems;
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
		List<RotationFollower> followers = this.followers.get().toList();
		this.problems.retain(followers);
		followers.forEach((follower) -> follow(follower, change, followed));
		return followed;
	}

	private void follow(RotationFollower follower, EnvironmentChange change, Followed followed) {
		FailureIsolation.run(follower.getClass().getName(), () -> {
			followed.add(follower, follower.follow(change));
			this.problems.succeeded(follower);
		}, (failure) -> this.problems.failed(follower, change.rotation().changes(), failure));
	}

	private void publish(Rotation rotation, Followed followed) {
		List<RotatedKey> keys = rotation.changes().stream().map(RotatedKey::of).toList();
		KeyVaultRotatedEvent event = new KeyVaultRotatedEvent(this.application, keys);
		FailureIsolation.run(this.application, () -> this.application.publishEvent(event));
		rotation.changes().stream().filter(event::isMarked).forEach(followed::mark);
	}

}
