package dev.keyvault.rotation;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.test.ObjectType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for keys with the history of an object, whose versions rotate as a list. The
 * number is that of an acceptance case of the Secrets Store CSI Driver.
 */
class HistoryTests {

	private final EmbeddedPollerFixture fixture = new EmbeddedPollerFixture();

	@BeforeEach
	void put() {
		put("s3cret-one");
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@DisplayName("case 39: after a rotation the former version is the second")
	@EnumSource(Detection.class)
	void pollMovesEachVersionOn(Detection detection) {
		this.fixture.start(detection, "X: secret/X@newest:3", "second: optional:secret/X@newest:3[1]");
		assertThat(this.fixture.values()).containsExactly(entry("X[0]", "s3cret-one"));
		put("s3cret-two");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsOnly(entry("X[0]", "s3cret-two"), entry("X[1]", "s3cret-one"),
				entry("second", "s3cret-one"));
		put("s3cret-three");
		put("s3cret-four");
		assertThat(this.fixture.poll().problems()).isEmpty();
		assertThat(this.fixture.values()).containsOnly(entry("X[0]", "s3cret-four"), entry("X[1]", "s3cret-three"),
				entry("X[2]", "s3cret-two"), entry("second", "s3cret-three"));
	}

	@Test
	void pollWhenNewestIsDisabledMovesEachVersionBack() {
		put("s3cret-two");
		this.fixture.start(Detection.GET, "X: secret/X@newest:3");
		assertThat(this.fixture.values()).containsOnly(entry("X[0]", "s3cret-two"), entry("X[1]", "s3cret-one"));
		this.fixture.embedded.setEnabled(ObjectType.SECRET, "X", false);
		this.fixture.poll();
		assertThat(this.fixture.values()).containsExactly(entry("X[0]", "s3cret-one"));
	}

	@Test
	void pollWhenNothingHasChangedOnlyListsVersions() {
		put("s3cret-two");
		this.fixture.start(Detection.GET, "X: secret/X@newest:3");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /secrets/X/versions");
	}

	private void put(String value) {
		this.fixture.move(Duration.ofSeconds(2));
		this.fixture.embedded.putSecret("X", value);
	}

}
