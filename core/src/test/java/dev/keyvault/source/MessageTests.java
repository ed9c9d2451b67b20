package dev.keyvault.source;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.keyvault.object.TestObjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Message} and {@link Setting}.
 */
class MessageTests {

	private static final Message MESSAGE = Message.of("Set '{}' or '{}'.", Setting.LOAD_TIMEOUT,
			Setting.of(TestObjects.VAULT, "credential").member("type"));

	@Test
	void spelledAsksForEachSetting() {
		assertThat(MESSAGE.spelled((setting) -> "keyvault." + setting))
			.isEqualTo("Set 'keyvault.load.timeout' or 'keyvault.vaults.payments.credential.type'.");
		assertThat(MESSAGE.settings()).extracting(Setting::path).containsExactly("load.timeout", "credential.type");
	}

	@Test
	void toStringHasTheNamesOfTheSettings() {
		assertThat(MESSAGE).hasToString("Set 'load.timeout' or 'vaults.payments.credential.type'.");
	}

	@Test
	void ofTextKeepsBraces() {
		assertThat(Message.of("Rename '{}'.")).hasToString("Rename '{}'.").returns(List.of(), Message::settings);
	}

	@Test
	void ofWhenSettingsAreMissingFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> Message.of("Set '{}' or '{}'.", Setting.LOAD_TIMEOUT))
			.withMessage("A message has one text more than settings");
	}

	@Test
	void thenJoinsWithSpace() {
		assertThat(MESSAGE.then(Message.of("Then restart.")).then(MESSAGE)).hasToString(
				"Set 'load.timeout' or 'vaults.payments.credential.type'. Then restart. Set 'load.timeout' or 'vaults.payments.credential.type'.");
	}

	@Test
	void thenWhenOneIsEmptyIsTheOther() {
		assertThat(MESSAGE.then(Message.EMPTY)).isEqualTo(MESSAGE);
		assertThat(Message.EMPTY.then(MESSAGE)).isEqualTo(MESSAGE);
	}

}
