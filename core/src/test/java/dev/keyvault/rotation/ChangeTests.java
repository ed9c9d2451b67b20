package dev.keyvault.rotation;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.TestObjects;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Change} and {@link Rotation}.
 */
class ChangeTests {

	private static final Declaration APP = Declarations.keys("app.key: optional:app", "app.other: optional:other");

	private static final String ONE = "00000001";

	private static final String TWO = "00000002";

	private final Snapshot first = Snapshots.of(APP, TestObjects.secret("app", 1, "s3cret-of-one"));

	@Test
	void betweenWhenNothingDiffersHasNoChange() {
		assertThat(Rotation.between(this.first, Snapshots.of(APP, TestObjects.secret("app", 1, "s3cret-of-one")))
			.changes()).isEmpty();
	}

	@Test
	void betweenWhenVersionIsNewAndValueIsNotHasNoChange() {
		assertThat(Rotation.between(this.first, Snapshots.of(APP, TestObjects.secret("app", 2, "s3cret-of-one")))
			.changes()).isEmpty();
	}

	@Test
	void betweenWhenValueIsNewHasBothEntries() {
		Snapshot second = Snapshots.of(APP, TestObjects.secret("app", 2, "s3cret-of-two"));
		Change change = only(Rotation.between(this.first, second));
		NamedKey key = new NamedKey("app.key");
		assertThat(change.declaration()).isEqualTo(Declarations.NAME);
		assertThat(change.key()).isEqualTo(key);
		assertThat(change.before()).isSameAs(this.first.layer(Declarations.NAME).get(key));
		assertThat(change.after()).isSameAs(second.layer(Declarations.NAME).get(key)).isSameAs(change.entry());
		assertThat(change.object()).isEqualTo(TestObjects.secretId("app").at(TestObjects.version(2)));
	}

	@Test
	void betweenWhenKeyIsNewHasNothingBefore() {
		Change change = only(Rotation.between(Snapshot.EMPTY, this.first));
		assertThat(change.before()).isNull();
		assertThat(change.object().version()).isEqualTo(TestObjects.version(1));
		assertThat(change).hasToString("app.key (secret 'app' of vault 'payments': none to %s)", ONE);
	}

	@Test
	void betweenWhenKeyIsGoneHasNothingAfter() {
		Change change = only(Rotation.between(this.first, Snapshot.EMPTY));
		assertThat(change.after()).isNull();
		assertThat(change.entry()).isSameAs(change.before());
		assertThat(change.object().version()).isEqualTo(TestObjects.version(1));
		assertThat(change).hasToString("app.key (secret 'app' of vault 'payments': %s to none)", ONE);
	}

	@Test
	void betweenComparesEachDeclarationWithItself() {
		Snapshot other = Snapshots.of(new Declaration("other", APP.mappings(), List.of()),
				TestObjects.secret("app", 1, "s3cret-of-one"));
		assertThat(Rotation.between(this.first, other).changes()).extracting(Change::declaration, Change::toString)
			.containsExactly(
					tuple(Declarations.NAME, "app.key (secret 'app' of vault 'payments': %s to none)".formatted(ONE)),
					tuple("other", "app.key (secret 'app' of vault 'payments': none to %s)".formatted(ONE)));
	}

	@Test
	void toStringTellsVersionsAndNoValue() {
		Snapshot second = Snapshots.of(APP, TestObjects.secret("app", 2, "s3cret-of-two"),
				TestObjects.secret("other", 1, "s3cret-of-three"));
		Rotation rotation = Rotation.between(this.first, second);
		assertThat(rotation).hasToString(
				"[app.key (secret 'app' of vault 'payments': %s to %s), app.other (secret 'other' of vault 'payments': none to %s)]"
					.formatted(ONE, TWO, ONE));
		assertThat(new RejectedChange(rotation.changes().get(0), "It is too short."))
			.hasToString("app.key (secret 'app' of vault 'payments': %s to %s): It is too short.", ONE, TWO);
		assertThat(new PollResult(rotation.changes(), List.of(), List.of()).toString()).doesNotContain("s3cret");
	}

	@Test
	void createWhenThereIsNoValueAtAllIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Change("", new NamedKey("key"), null, null))
			.withMessage("A change has a value before or after it");
	}

	private static Change only(Rotation rotation) {
		assertThat(rotation.changes()).hasSize(1);
		return rotation.changes().get(0);
	}

}
