package dev.keyvault.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BlankPasswordDecryption}: what it does not begin to derive.
 */
class BlankPasswordDecryptionTests {

	private static final AlgorithmIdentifier SHA256 = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256);

	private final BlankPasswordDecryption decryption = new BlankPasswordDecryption(true, new DerivationBudget());

	@ParameterizedTest
	@ValueSource(ints = { 10_000_000, DerivationBudget.ROUNDS + 1, 0, -1, Integer.MAX_VALUE })
	void getWhenRoundsAreTooManyRefuses(int rounds) {
		assertRefused(legacy(rounds));
		assertRefused(modern(
				new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[8], rounds, SHA256))));
	}

	@Test
	void getWhenDerivationIsScryptRefuses() {
		assertRefused(modern(new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt,
				new ScryptParams(new byte[8], 1 << 30, 1 << 10, 1 << 10))));
	}

	@Test
	void getWhenRoundsAreUsualDecrypts() throws OperatorCreationException {
		assertThat(this.decryption.get(legacy(2000))).isNotNull();
		assertThat(this.decryption.get(modern(
				new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(new byte[8], 2000, SHA256)))))
			.isNotNull();
	}

	@Test
	void takeWhenStoreHasTakenAllRefuses() throws GeneralSecurityException {
		DerivationBudget budget = new DerivationBudget();
		assertThat(budget.take(BigInteger.valueOf(DerivationBudget.ROUNDS - 1))).isEqualTo(DerivationBudget.ROUNDS - 1);
		assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> budget.take(BigInteger.TWO));
		assertThat(budget.take(BigInteger.ONE)).isOne();
	}

	@Test
	void takeWhenNobodyWaitsAnyMoreRefuses() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> new DerivationBudget().take(BigInteger.ONE));
		assertThat(Thread.interrupted()).isTrue();
	}

	private void assertRefused(AlgorithmIdentifier algorithm) {
		assertThatExceptionOfType(OperatorCreationException.class).isThrownBy(() -> this.decryption.get(algorithm));
	}

	private static AlgorithmIdentifier legacy(int rounds) {
		return new AlgorithmIdentifier(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
				new PKCS12PBEParams(new byte[8], rounds));
	}

	private static AlgorithmIdentifier modern(KeyDerivationFunc derivation) {
		EncryptionScheme scheme = new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC,
				new DEROctetString(new byte[16]));
		return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, scheme));
	}

}
