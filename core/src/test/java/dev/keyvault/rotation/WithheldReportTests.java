package dev.keyvault.rotation;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.TestObjects;
import dev.keyvault.snapshot.Declarations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WithheldReport}.
 */
class WithheldReportTests {

	private final RotationLog log = new RotationLog();

	private final Watch watch = new Watch();

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void pollWhenWithheldSecretAppearsTellsItsKeyOnce() {
		holds("debug");
		this.watch.start(Declarations.all(Declarations.rule()));
		this.watch.poll();
		assertThat(this.log.take()).isEmpty();
		holds("debug", "logging--level--root");
		assertThat(this.watch.poll().changes()).isEmpty();
		this.watch.poll();
		assertThat(this.log.take())
			.containsExactly("WARN The keys 'logging.level.root' are not imported by 'import-all' of vault 'payments': "
					+ "they would change how the application runs or what of it is open to others. If that is meant, name "
					+ "the secrets without '*' and '?' under 'keyvault.vaults.payments.import-all.names', or write down the keys.");
		assertThat(this.watch.values()).isEmpty();
	}

	@Test
	void pollWhenImportedSecretAppearsTellsNothingOfWithheldOnes() {
		holds();
		this.watch.start(Declarations.all(Declarations.rule()));
		holds("app--user");
		this.watch.poll();
		assertThat(this.log.take()).noneMatch((line) -> line.startsWith("WARN"));
		assertThat(this.watch.values()).containsOnlyKeys("app.user");
	}

	private void holds(String... names) {
		List<ObjectId> ids = Stream.of(names)
			.map((name) -> TestObjects.secretId(name).at(TestObjects.version(1)))
			.toList();
		ids.forEach((id) -> this.watch.source.with(TestObjects.secret(id, "v4lue-that-must-not-show")));
		this.watch.source.secrets(TestObjects.VAULT, () -> ids.stream().map(TestObjects::listed).toList());
	}

}
