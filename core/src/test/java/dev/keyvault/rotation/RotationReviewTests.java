package dev.keyvault.rotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link RotationReview} and {@link Withholding}.
 */
class RotationReviewTests {

	private static final Declaration DECLARATION = Declarations.keys("db.user: db#/user", "db.password: db#/password",
			"pair.user: user", "pair.password: password", "added: optional:added");

	private final Rotation proposed = Rotation.between(Snapshots.of(DECLARATION, objects(1)),
			Snapshots.of(DECLARATION, objects(2)));

	private final List<Set<String>> asked = new ArrayList<>();

	private static VaultObject[] objects(int version) {
		String json = "{\"user\": \"s3cret-n4me-of-%1$d\", \"password\": \"s3cret-pa55-of-%1$d\"}".formatted(version);
		List<VaultObject> objects = new ArrayList<>(List.of(TestObjects.secret("db", version, json),
				TestObjects.secret("user", version, "s3cret-n4me-of-" + version),
				TestObjects.secret("password", version, "s3cret-pa55-of-" + version)));
		if (version > 1) {
			objects.add(TestObjects.secret("added", version, "s3cret-of-added"));
		}
		return objects.toArray(VaultObject[]::new);
	}

	@Test
	void approveWhenNobodyRefusesLeavesTheRotationAlone() {
		RotationReview.Result result = review((rotation) -> List.of());
		assertThat(result.rotation()).isSameAs(this.proposed);
		assertThat(result.rejected()).isEmpty();
		assertThat(review().rotation()).isSameAs(this.proposed);
	}

	@Test
	void approveWhenNothingChangesAsksNobody() {
		Rotation nothing = Rotation.between(this.proposed.before(), this.proposed.before());
		assertThat(by(rejecting("db.user")).review(nothing).rotation()).isSameAs(nothing);
		assertThat(this.asked).isEmpty();
	}

	@Test
	void approveWhenKeyIsRefusedKeepsItsObjectAndLetsOthersGoOn() {
		RotationReview.Result result = review(rejecting("db.password"));
		assertThat(keys(result.rotation())).containsExactlyInAnyOrder("pair.user", "pair.password", "added");
		assertThat(versions(result.rotation().after())).containsEntry("db.user", 1)
			.containsEntry("db.password", 1)
			.containsEntry("pair.user", 2);
		assertThat(result.rotation().before()).isSameAs(this.proposed.before());
		assertThat(result.rejected())
			.extracting((rejection) -> rejection.change().key().value(), RejectedChange::reason)
			.containsExactly(tuple("db.password", "No."),
					tuple("db.user", "The key 'db.password' of the same object was rejected."));
	}

	@Test
	void approveWhenKeyIsRefusedKeepsTheOrderOfTheDeclaration() {
		RotationReview.Result result = review(rejecting("db.password"));
		assertThat(result.rotation().after().layer(Declarations.NAME).keySet()).extracting(NamedKey::value)
			.containsExactly("db.user", "db.password", "pair.user", "pair.password", "added");
	}

	@Test
	void approveWhenNewKeyIsRefusedLeavesItOut() {
		RotationReview.Result result = review(rejecting("added"));
		assertThat(result.rotation().after().layer(Declarations.NAME)).doesNotContainKey(new NamedKey("added"));
	}

	@Test
	void approveWhenRemovalIsRefusedKeepsTheValue() {
		Rotation removal = Rotation.between(this.proposed.after(), this.proposed.before());
		RotationReview.Result result = by(rejecting("added")).review(removal);
		assertThat(versions(result.rotation().after())).containsEntry("added", 2).containsEntry("pair.user", 1);
	}

	@Test
	void approveAsksAgainAboutWhatIsLeft() {
		RotationValidator pair = (rotation) -> keys(rotation).contains("pair.user") ? List.of()
				: rejected(rotation, Set.of("pair.password"));
		RotationReview.Result result = review(pair, rejecting("pair.user"));
		assertThat(keys(result.rotation())).containsExactlyInAnyOrder("db.user", "db.password", "added");
		assertThat(result.rejected()).extracting((rejection) -> rejection.change().key().value())
			.containsExactly("pair.user", "pair.password");
	}

	@Test
	void approveWhenAllIsRefusedEnds() {
		RotationReview.Result result = review(rejecting("db.user", "pair.user", "pair.password", "added"));
		assertThat(result.rotation().changes()).isEmpty();
		assertThat(result.rotation().after()).isEqualTo(this.proposed.before());
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void approveWhenSeveralRefuseTellsTheFirstReasonOnly() {
		RotationValidator other = (rotation) -> rotation.changes()
			.stream()
			.filter((change) -> change.key().value().equals("added"))
			.map((change) -> new RejectedChange(change, "Never."))
			.toList();
		assertThat(review(rejecting("added"), other).rejected()).extracting(RejectedChange::reason)
			.containsExactly("No.");
		assertThat(this.asked).containsExactly(keys(this.proposed),
				Set.of("db.user", "db.password", "pair.user", "pair.password"));
	}

	@Test
	void approveWhenValidatorFailsRefusesAllWithoutTheMessage() {
		RotationReview.Result result = review((rotation) -> {
			throw new IllegalStateException("s3cret-of-message");
		});
		assertThat(result.rotation().changes()).isEmpty();
		assertThat(result.rejected()).hasSize(5)
			.allSatisfy((rejection) -> assertThat(rejection.reason()).matches(
					"The validator %1$s\\S+ failed with java\\.lang\\.IllegalStateException at %1$s\\S+\\(%2$s\\.java:\\d+\\)\\."
						.formatted(RotationReviewTests.class.getName().replace(".", "\\."), "RotationReviewTests")));
	}

	@Test
	void approveWhenValidatorsCannotBeLookedUpRefusesAllWithoutTheMessage() {
		RotationReview.Result result = new RotationReview(() -> {
			throw new IllegalStateException("s3cret-of-message");
		}).review(this.proposed);
		assertThat(result.rotation().changes()).isEmpty();
		assertThat(result.rejected()).hasSize(5)
			.allSatisfy((rejection) -> assertThat(rejection.reason()).matches(
					"Looking up the validators failed with java\\.lang\\.IllegalStateException at %s\\S+\\(%s\\.java:\\d+\\)\\."
						.formatted(RotationReviewTests.class.getName().replace(".", "\\."), "RotationReviewTests")));
	}

	@Test
	void approveWhenValidatorGivesNullRefusesAll() {
		assertThat(review((rotation) -> null).rotation().changes()).isEmpty();
	}

	@Test
	void approveWhenValidatorCannotBeLinkedRefusesAll() {
		assertThat(review((rotation) -> {
			throw new NoClassDefFoundError("com/acme/Pool");
		}).rotation().changes()).isEmpty();
	}

	@Test
	void approveWhenRefusalIsForeignIgnoresIt() {
		Change foreign = Rotation.between(Snapshot.EMPTY, this.proposed.before()).changes().get(0);
		RotationReview.Result result = review((rotation) -> List.of(new RejectedChange(foreign, "No.")));
		assertThat(result.rotation()).isSameAs(this.proposed);
		assertThat(result.rejected()).isEmpty();
	}

	@Test
	void approveWhenKeyMovesBetweenObjectsKeepsAllThatBothTouch() {
		Snapshot before = moved(1, "b: two#/moves", "c: two#/stays");
		Snapshot after = moved(2, "b: one#/moves", "c: two#/stays");
		RotationReview.Result result = by(rejecting("a")).review(Rotation.between(before, after));
		assertThat(versions(result.rotation().after()))
			.containsExactlyInAnyOrderEntriesOf(Map.of("a", 1, "b", 1, "c", 1));
		assertThat(result.rejected())
			.extracting((rejection) -> rejection.change().key().value(), RejectedChange::reason)
			.containsExactly(tuple("a", "No."), tuple("b", "The key 'a' of the same object was rejected."),
					tuple("c", "The key 'b' of the same object was rejected."));
	}

	private static Snapshot moved(int version, String... keys) {
		String json = "{\"own\": \"s3cret-of-own-%1$d\", \"moves\": \"s3cret-of-moves-%1$d\", \"stays\": \"s3cret-of-stays-%1$d\"}"
			.formatted(version);
		return Snapshots.of(Declarations.keys("a: one#/own", keys[0], keys[1]),
				TestObjects.secret("one", version, json), TestObjects.secret("two", version, json));
	}

	private RotationReview.Result review(RotationValidator... validators) {
		return by(validators).review(this.proposed);
	}

	private static RotationReview by(RotationValidator... validators) {
		return new RotationReview(() -> Stream.of(validators));
	}

	private RotationValidator rejecting(String... keys) {
		return (rotation) -> {
			this.asked.add(keys(rotation));
			return rejected(rotation, Set.of(keys));
		};
	}

	private static List<RejectedChange> rejected(Rotation rotation, Set<String> keys) {
		return rotation.changes()
			.stream()
			.filter((change) -> keys.contains(change.key().value()))
			.map((change) -> new RejectedChange(change, "No."))
			.toList();
	}

	private static Set<String> keys(Rotation rotation) {
		return rotation.changes().stream().map((change) -> change.key().value()).collect(Collectors.toSet());
	}

	private static Map<String, Integer> versions(Snapshot snapshot) {
		Map<String, Integer> versions = new LinkedHashMap<>();
		snapshot.layer(Declarations.NAME).forEach((key, entry) -> versions.put(key.value(), version(entry)));
		return versions;
	}

	private static int version(Entry entry) {
		return Integer.parseInt(entry.shortVersion(), 16);
	}

}
