package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.snapshot.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StoredSecrets} and {@link StoredSecret}, on whichever cluster there
 * is.
 */
@ExtendWith(ClusterExtension.class)
class StoredSecretsTests {

	private static final SensitiveValue PASSWORD = SensitiveValue.of("pa55-of-db");

	private TargetFixture app;

	@BeforeEach
	void join(TargetFixture fixture) {
		this.app = fixture;
	}

	private StoredSecret store(String reference, SensitiveValue value) {
		this.app.target(this.app.declaration(SecretPolicy.DEFAULTS, Map.of("password", TargetFixture.PASSWORD)))
			.apply(Values.none().with(Values.mapping(TargetFixture.PASSWORD, reference), value, 7).snapshot());
		return find();
	}

	private StoredSecret find() {
		return new StoredSecrets(this.app.connect()).find(this.app.id(TargetFixture.NAME));
	}

	private static Snapshot.Entry entry(StoredSecret stored, String reference) {
		return stored.find("password", Values.mapping(TargetFixture.PASSWORD, reference));
	}

	@Test
	void findWhenSecretWasWrittenGivesValueAndVersion() {
		Snapshot.Entry entry = entry(store("db-password", PASSWORD), "db-password");
		assertThat(entry.value()).isEqualTo(PASSWORD);
		assertThat(entry.origin()).isEqualTo(TestObjects.secretId("db-password").at(TestObjects.version(7)));
	}

	@Test
	void findWhenPartWasWrittenGivesItsValue() {
		StoredSecret stored = store("db#/password", PASSWORD);
		assertThat(entry(stored, "db#/password").value()).isEqualTo(PASSWORD);
		assertThat(entry(stored, "db#/user")).isNull();
		assertThat(entry(stored, "db")).isNull();
	}

	@Test
	void findWhenValueIsBinaryGivesSameBytes() {
		SensitiveValue bytes = SensitiveValue.of(new byte[] { 0, -1, 'a' });
		assertThat(entry(store("store#base64", bytes), "store#base64").value()).isEqualTo(bytes);
	}

	@Test
	void findWhenKeyIsMappedToAnotherObjectGivesNothing() {
		StoredSecret stored = store("db-password", PASSWORD);
		assertThat(entry(stored, "other-password")).isNull();
		assertThat(entry(stored, "certificate/db-password")).isNull();
	}

	@Test
	void findWhenAnotherVersionIsPinnedGivesNothing() {
		StoredSecret stored = store("db-password", PASSWORD);
		assertThat(entry(stored, "db-password@" + TestObjects.version(8))).isNull();
		assertThat(entry(stored, "db-password@" + TestObjects.version(7))).isNotNull();
	}

	@Test
	void ageCountsFromLastWrite() {
		StoredSecret stored = store("db-password", PASSWORD);
		this.app.clock().advance(Duration.ofHours(5));
		assertThat(stored.age(this.app.clock().instant())).isEqualTo(Duration.ofHours(5));
	}

	@Test
	void findWhenSecretIsAbsentOrForeignGivesNothing() {
		assertThat(find()).isNull();
		this.app.createForeign("password", "0ther-value");
		assertThat(find()).isNull();
	}

	@Test
	void toStringHidesValues() {
		assertThat(store("db-password", PASSWORD).toString()).doesNotContain("pa55");
	}

}
