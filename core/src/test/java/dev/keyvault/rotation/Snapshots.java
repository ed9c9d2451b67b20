package dev.keyvault.rotation;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.SnapshotLoader;
import dev.keyvault.source.FakeObjectSource;

/**
 * Snapshots to test with.
 */
final class Snapshots {

	private Snapshots() {
	}

	static Snapshot of(Declaration declaration, VaultObject... objects) {
		FakeObjectSource source = new FakeObjectSource();
		Stream.of(objects).forEach(source::with);
		return new SnapshotLoader(source, LoadSettings.DEFAULTS, Clock.systemUTC()).load(List.of(declaration))
			.snapshot();
	}

}
