package dev.keyvault.spring.refresh;

import java.time.Clock;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

import dev.keyvault.rotation.Rotation;
import dev.keyvault.snapshot.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RotationDispatcher}.
 */
class RotationDispatcherTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final RotationContext rotation = new RotationContext(this.context);

	@Test
	void onRotationWhenFollowersCannotBeLookedUpKeepsNothing() {
		RotationDispatcher dispatcher = new RotationDispatcher(this.context, this.rotation, () -> {
			throw new IllegalStateException("Broken");
		}, Stream::of, new FollowerProblems(Clock.systemUTC()));
		Rotation rotation = Rotation.between(Snapshot.EMPTY, Snapshot.EMPTY);
		this.rotation.changeOf(rotation);
		assertThatIllegalStateException().isThrownBy(() -> dispatcher.onRotation(rotation)).withMessage("Broken");
		assertThat(this.rotation).hasFieldOrPropertyWithValue("last", null);
	}

}
