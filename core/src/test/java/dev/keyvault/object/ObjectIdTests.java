package dev.keyvault.object;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectId}.
 */
class ObjectIdTests {

	private static final String VERSION = "00000001000000000000000000000000";

	private final ObjectId latest = TestObjects.certificateId("web");

	private final ObjectId pinned = this.latest.at(new ObjectVersion(VERSION));

	@Test
	void toStringIsTheIdentifierOfAzure() {
		assertThat(this.latest).hasToString("https://payments-kv.vault.azure.net/certificates/web");
		assertThat(this.pinned).hasToString("https://payments-kv.vault.azure.net/certificates/web/" + VERSION);
	}

	@Test
	void describeNamesObjectVersionAndVault() {
		assertThat(this.latest.describe())
			.isEqualTo("certificate 'web' of vault 'payments' (https://payments-kv.vault.azure.net)");
		assertThat(this.pinned.describe()).isEqualTo("certificate 'web' version " + VERSION.substring(0, 8)
				+ " of vault 'payments' (https://payments-kv.vault.azure.net)");
	}

	@Test
	void latestTakesTheVersionOff() {
		assertThat(this.pinned.latest()).isEqualTo(this.latest).isNotEqualTo(this.pinned);
	}

}
