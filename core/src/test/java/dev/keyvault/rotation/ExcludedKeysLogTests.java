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
 * Tests for {@link ExcludedKeysLog}.
 */
class ExcludedKeysLogTests {

	private final RotationLog log = new RotationLog();

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
		assertThat(this.log.take())
			.containsExactly("WARN The keys 'logging.level.root' are not imported by 'import-all' of vault 'payments': "
					+ "they would change how the application runs or what of it is open to others. If that is meant, name "
					+ "the secrets without '*' and '?' under 'keyvault.vaults.payments.import-all.names', or write down the keys.");
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
