package dev.keyvault.test.spring;

/**
 * The vault of an application under test.
 */
class PaymentsVault extends EmbeddedKeyVaultInitializer {

	PaymentsVault() {
		super("payments", (vault) -> vault.putSecret("db-password", "s3cret"));
	}

}
