package dev.keyvault.rotation;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.EventLog;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.TestObjects;
import dev.keyvault.snapshot.Declarations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportedKeys}.
 */
class ReportedKeysTests {

	private final EventLog log = new EventLog(RotationPoller.class);

	private final PollerFixture fixture = new PollerFixture();

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void pollWhenExcludedSecretAppearsTellsItsKeyOnce() {
		holds("debug");
		this.fixture.start(Declarations.all(Declarations.rule()));
		this.fixture.poll();
		assertThat(this.log.take()).isEmpty();
		holds("debug", "logging--level--root");
		assertThat(this.fixture.poll().changes()).isEmpty();
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly(
				"WARN Import of all secrets of vault 'payments' (https://payments-kv.vault.azure.net): The keys 'logging.level.root' would change how the application runs or which of its parts others can reach. They are not imported. If you want them, name their secrets without '*' and '?' under 'vaults.payments.import-all.names', or declare the keys.");
		assertThat(this.fixture.values()).isEmpty();
	}

	@Test
	void pollWhenImportedSecretAppearsTellsNothingOfExcludedOnes() {
		holds();
		this.fixture.start(Declarations.all(Declarations.rule()));
		holds("app--user");
		this.fixture.poll();
		assertThat(this.log.take()).noneMatch((line) -> line.startsWith("WARN"));
		assertThat(this.fixture.values()).containsOnlyKeys("app.user");
	}

	private void holds(String... names) {
		List<ObjectId> ids = Stream.of(names)
			.map((name) -> TestObjects.secretId(name).at(TestObjects.version(1)))
			.toList();
		ids.forEach((id) -> this.fixture.source.with(TestObjects.secret(id, "s3cret-v4lue-that-must-not-show")));
		this.fixture.source.secrets(TestObjects.VAULT, () -> ids.stream().map(TestObjects::listed).toList());
	}

}
