package dev.keyvault.mapping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.FakeObjectSource;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link VersionSelector}.
 */
class VersionSelectorTests {

	private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

	private final Deadline deadline = Deadline.in(Duration.ofSeconds(30), Clock.fixed(START, ZoneOffset.UTC));

	private final ObjectId id = TestObjects.secretId("app");

	private final FakeObjectSource source = new FakeObjectSource();

	@Test
	void readLatestAsksWithoutVersion() {
		this.source.with(secret(2));
		assertThat(read("app")).isEqualTo(secret(2));
		assertThat(this.source.requests()).containsExactly(new ObjectRequest(this.id, Content.FULL));
	}

	@Test
	void readPinnedAsksForTheVersion() {
		this.source.with(secret(1)).with(secret(2));
		assertThat(read("app@" + TestObjects.version(1))).isEqualTo(secret(1));
		assertThat(this.source.read()).containsExactly(this.id.at(TestObjects.version(1)));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'1:0 2:9',         1
			'2:9 1:0',         1
			'1:0 3:9 2:5',     2
			'1:0 2:5- 3:9',    1
			'1:0 2:5 3:9-',    2
			'1:0- 2:5 3:9- 4:10', 2
			'1:0 2:4 3:9-',    2
			'2:5 1:5 3:9',     1
			'1:5 2:5 3:9',     1
			""")
	void readPreviousTakesTheNewestEnabledBeforeTheCurrent(String versions, int expected) {
		list(versions);
		assertThat(read("app@previous")).isEqualTo(secret(expected));
		assertThat(this.source.read()).containsExactly(this.id.at(TestObjects.version(expected)));
	}

	@ParameterizedTest
	@CsvSource({ "1, 2", "2, 1" })
	void readPreviousWhenTwoAreOfTheSameSecondAsksForTheCurrent(int current, int previous) {
		list("1:5 2:5 3:0");
		this.source.answer(this.id, () -> secret(current));
		assertThat(read("app@previous")).isEqualTo(secret(previous));
	}

	@Test
	void readPreviousWhenCurrentOfTheSameSecondIsDisabledTakesTheOther() {
		list("1:5 2:5- 3:0");
		this.source.fail(this.id, new ObjectDisabledException(this.id, null));
		assertThat(read("app@previous")).isEqualTo(secret(1));
	}

	@Test
	void readPreviousWhenVaultGivesNoTimesAsksForTheCurrent() {
		this.source.versions(TestObjects.listed(secret(1).id()), TestObjects.listed(secret(2).id()));
		this.source.with(secret(1)).with(secret(2));
		assertThat(read("app@previous")).isEqualTo(secret(1));
	}

	@ParameterizedTest
	@CsvSource({ "1:0", "1:0-", "'1:0- 2:9'", "'1:0- 2:9-'" })
	void readPreviousWhenThereIsNoneTellsSo(String versions) {
		list(versions);
		assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> read("app@previous"))
			.withMessageStartingWith("Secret 'app' of vault 'payments' (https://payments-kv.vault.azure.net) "
					+ "has no enabled version before its current one.");
	}

	@Test
	void readPreviousWhenThereIsNoObjectTellsSo() {
		assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> read("app@previous"))
			.withMessageStartingWith(
					"Secret 'app' does not exist in vault 'payments' (https://payments-kv.vault.azure.net).");
	}

	@ParameterizedTest
	@DisplayName("cases 33, 34, 37, 38, D1: a history of N has the N newest enabled versions")
	@CsvSource(textBlock = """
			newest:5,   '1:1 2:2 3:3 4:4 5:5',         '5 4 3 2 1'
			newest:5,   '3:3 1:1 5:5 2:2 4:4',         '5 4 3 2 1'
			newest:200, '1:1 2:2',                     '2 1'
			newest:5,   '1:1 2:2 3:3 4:4 5:5 6:6 7:7', '7 6 5 4 3'
			newest:2,   '1:1 2:2- 3:3 4:4-',           '3 1'
			newest:1,   '1:1 2:2',                     '2'
			""")
	void readHistoryTakesTheNewestEnabled(String selector, String versions, String expected) {
		list(versions);
		assertThat(readAll("app@" + selector)).isEqualTo(secrets(expected));
	}

	@ParameterizedTest
	@DisplayName("case 35: a pinned version is where a history begins")
	@CsvSource({ "3, 5, '3 2 1'", "3, 2, '3 2'", "1, 5, '1'" })
	void readHistoryBeginsAtThePinnedVersion(int start, int size, String expected) {
		list("1:1 2:2 3:3 4:4 5:5");
		assertThat(readAll("app@%s:%d".formatted(TestObjects.version(start), size))).isEqualTo(secrets(expected));
	}

	@Test
	void readHistoryWhenTwoAreOfTheSameSecondBeginsWithTheCurrent() {
		list("1:5 2:5 3:0");
		this.source.answer(this.id, () -> secret(2));
		assertThat(readAll("app@newest:2")).isEqualTo(secrets("2 1"));
		assertThat(readAll("app@newest:2[1]")).isEqualTo(secrets("1"));
	}

	@Test
	void historyHasAKeyForEachVersion() {
		VersionSelector history = ObjectReference.parse("app@newest:3").version();
		assertThat(history.isList()).isTrue();
		assertThat(history.key(new NamedKey("a/b"), 2)).isEqualTo(new NamedKey("a/b[2]"));
	}

	@ParameterizedTest
	@DisplayName("case 38, D5: no version to begin with is an error")
	@CsvSource(delimiter = '|',
			textBlock = """
					newest:3                           | 1:1- 2:2- | The secret 'app' of vault 'payments' (https://payments-kv.vault.azure.net) is disabled.
					00000003000000000000000000000000:3 | 1:1 2:2   | Version 00000003000000000000000000000000 of secret 'app' does not exist in vault 'payments' (https://payments-kv.vault.azure.net).
					00000001000000000000000000000000:3 | 1:1- 2:2  | The secret 'app' version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net) is disabled.
					newest:3[2]                        | 1:1 2:2   | Secret 'app' of vault 'payments' (https://payments-kv.vault.azure.net) has 2 enabled versions to choose from, so none at index 2.
					""")
	void readHistoryWhenThereIsNoneTellsSo(String selector, String versions, String reason) {
		list(versions);
		assertThatExceptionOfType(KeyVaultException.class).isThrownBy(() -> readAll("app@" + selector))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	private List<VaultObject> secrets(String versions) {
		return Stream.of(versions.split(" ")).<VaultObject>map((version) -> secret(Integer.parseInt(version))).toList();
	}

	@Test
	void readPassesTheContentOn() {
		list("1:0 2:9");
		ObjectReference.parse("app@previous").version().read(this.id, Content.PUBLIC, this.source, this.deadline);
		assertThat(this.source.requests()).extracting(ObjectRequest::content).containsExactly(Content.PUBLIC);
	}

	private VaultObject read(String reference) {
		return readAll(reference).get(0);
	}

	private List<VaultObject> readAll(String reference) {
		return ObjectReference.parse(reference).version().read(this.id, Content.FULL, this.source, this.deadline);
	}

	/**
	 * Let the source list versions.
	 * @param versions the versions as {@code number:second}, a dash behind a disabled one
	 */
	private void list(String versions) {
		this.source.versions(Stream.of(versions.split(" ")).map(this::version).toArray(ObjectProperties[]::new));
	}

	private ObjectProperties version(String text) {
		boolean enabled = !text.endsWith("-");
		String[] parts = text.replace("-", "").split(":");
		VaultObject secret = secret(Integer.parseInt(parts[0]));
		this.source.with(secret);
		Instant created = START.plusSeconds(Long.parseLong(parts[1]));
		return new ObjectProperties(secret.id(), new ObjectAttributes(enabled, null, null, created, null), Map.of(),
				false);
	}

	private VaultObject secret(int version) {
		return TestObjects.secret(this.id.at(TestObjects.version(version)), "value " + version);
	}

}
