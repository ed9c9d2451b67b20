package dev.keyvault.spring.refresh;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

import dev.keyvault.rotation.Rotation;
import dev.keyvault.snapshot.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RotationRelay}.
 */
class RotationRelayTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final EnvironmentChanges changes = new EnvironmentChanges(this.context, new SnapshotBindings(this.context));

	@Test
	void onRotationWhenFollowersCannotBeLookedUpKeepsNothing() {
		RotationRelay relay = new RotationRelay(this.context, () -> {
			throw new IllegalStateException("Broken");
		}, new UnusedKeys(new StaleBeans(this.context, new PropertiesBeans(this.context),
				new SnapshotBindings(this.context), ReadOnce.of(this.context)),
				new OverriddenKeys(this.context.getEnvironment())), this.changes);
		Rotation rotation = Rotation.between(Snapshot.EMPTY, Snapshot.EMPTY);
		this.changes.of(rotation);
		assertThatIllegalStateException().isThrownBy(() -> relay.onRotation(rotation)).withMessage("Broken");
		assertThat(this.changes).hasFieldOrPropertyWithValue("last", null);
	}

}
