package dev.keyvault.rotation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.fixtures.EventLog;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.TestObjects;
import dev.keyvault.snapshot.Declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests that whatever is thrown stays with what threw it, while a {@link RotationPoller}
 * polls.
 */
class AnythingThrownTests {

	private static final ObjectId BAD = TestObjects.secretId("bad");

	private static final Declaration BOTH = Declarations.keys("bad: bad", "good: good");

	private final EventLog log = new EventLog(RotationPoller.class);

	private final PollerFixture fixture = new PollerFixture();

	@AfterEach
	void close() {
		this.log.close();
	}

	private void start() {
		holds("bad", 1);
		holds("good", 1);
		this.fixture.start(BOTH);
		this.log.take();
	}

	private void holds(String name, int version) {
		this.fixture.source.with(TestObjects.secret(name, version, "s3cret-of-" + version));
	}

	@ParameterizedTest
	@EnumSource
	void pollWhenReadingOneObjectThrowsFollowsOthersAndTellsObjectOnce(AnythingThrown anything) {
		start();
		this.fixture.source.answer(BAD, anything::raise);
		holds("good", 2);
		assertThat(this.fixture.poll().changes()).hasSize(1);
		assertThat(this.fixture.values()).containsExactly(entry("bad", "s3cret-of-1"), entry("good", "s3cret-of-2"));
		assertThat(this.fixture.poller.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.subject()).hasToString("Key 'bad: secret/bad'");
			assertThat(problem.explanation()).matches(
					"Reading the secret 'bad' of vault 'payments' \\(https://payments-kv\\.vault\\.azure\\.net\\) failed unexpectedly with %s( at \\S+)?\\. The key keeps the value of version 0{7}1\\."
						.formatted(anything.type().replace("$", "\\$")));
			assertThat(problem.action()).hasToString(
					"Check the stack trace in the log and what is kept in the vault; if that is in order, report a bug.");
		});
		assertThat(this.log.traces()).singleElement().asString().startsWith(anything.type());
		this.fixture.poll();
		assertThat(this.log.traces()).hasSize(1);
		assertThat(this.log.everything()).noneMatch((line) -> line.contains("s3cret-of"));
		holds("bad", 2);
		assertThat(this.fixture.poll().problems()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void pollWhenValidatorThrowsRefusesAndTellsValidatorOnce(AnythingThrown anything) {
		this.fixture.validators.add((rotation) -> anything.raise());
		start();
		holds("good", 2);
		assertThat(this.fixture.poll().rejected()).singleElement()
			.satisfies((rejection) -> assertThat(rejection.reason())
				.startsWith("The validator " + AnythingThrownTests.class.getName())
				.contains(" failed with " + anything.type()));
		this.fixture.poll();
		assertThat(this.log.traces()).singleElement().asString().startsWith(anything.type());
		assertThat(this.log.everything()).noneMatch((line) -> line.contains("s3cret-of"));
		this.fixture.validators.clear();
		assertThat(this.fixture.poll().changes()).hasSize(1);
		assertThat(this.fixture.poller.problems()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void pollWhenListenerThrowsTellsOthers(AnythingThrown anything) {
		List<Rotation> told = new ArrayList<>();
		this.fixture.listeners.add((rotation) -> anything.raise());
		this.fixture.listeners.add(told::add);
		start();
		holds("good", 2);
		assertThat(this.fixture.poll().changes()).hasSize(1);
		assertThat(told).hasSize(1);
		assertThat(this.log.traces()).singleElement().asString().startsWith(anything.type());
		assertThat(this.log.everything()).noneMatch((line) -> line.contains("s3cret-of"));
	}

	@ParameterizedTest
	@EnumSource
	void pollWhenPollFailsAsAWholeTellsSoUntilOneSucceeds(AnythingThrown anything) {
		List<Rotation> told = new ArrayList<>();
		this.fixture.listeners.add(told::add);
		start();
		holds("good", 2);
		this.fixture.chance = anything::raise;
		assertThatIllegalStateException().isThrownBy(this.fixture::poll)
			.withMessageStartingWith("The poll failed unexpectedly with " + anything.type());
		assertThat(told).hasSize(1);
		assertThat(this.fixture.poller.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.subject()).hasToString("Rotation");
			assertThat(problem.explanation())
				.matches("The poll failed unexpectedly with %s( at \\S+)?\\. Keys keep their values\\."
					.formatted(anything.type().replace("$", "\\$")));
			assertThat(problem.action())
				.hasToString("See the stack trace in the log; the poll is repeated as planned.");
		});
		assertThat(this.log.everything()).noneMatch((line) -> line.contains("s3cret-of"));
		this.fixture.chance = () -> 0.5;
		assertThat(this.fixture.poll().problems()).isEmpty();
		assertThat(this.fixture.poller.problems()).isEmpty();
		assertThat(this.log.take()).anyMatch((line) -> line
			.startsWith("INFO Rotation: recovered after 2 min; the problem was: The poll failed unexpectedly with "));
	}

	@Test
	void pollWhenValidatorAnswersNonsenseRejects() {
		List<RejectedChange> nonsense = new ArrayList<>();
		nonsense.add(null);
		this.fixture.validators.add((rotation) -> nonsense);
		start();
		holds("good", 2);
		assertThat(this.fixture.poll().rejected()).hasSize(1);
	}

}
