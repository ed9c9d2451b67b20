package dev.keyvault.spring.ssl;

import java.security.Principal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.test.certificate.IssuedCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RotatingKeyManager}.
 */
class RotatingKeyManagerTests {

	private final RotatingIdentity current = new RotatingIdentity(Identities.identity(1));

	private final RotatingKeyManager manager = new RotatingKeyManager(this.current);

	@Test
	void chooseWhenIdentityIsReplacedGivesNewOne() {
		TlsIdentity next = Identities.identity(2);
		this.current.replace(next);
		String alias = this.manager.chooseEngineServerAlias("EC", null, null);
		assertThat(this.manager.getCertificateChain(alias)).containsExactly(next.chain());
		assertThat(this.manager.getPrivateKey(alias)).isEqualTo(next.privateKey());
	}

	@Test
	void handshakeThatHasBegunEndsWithTheIdentityItBeganWith() {
		TlsIdentity first = this.current.get();
		String alias = this.manager.chooseEngineServerAlias("EC", null, null);
		for (int version = 2; version <= 8; version++) {
			this.current.replace(Identities.identity(version));
		}
		assertThat(this.manager.getCertificateChain(alias)).containsExactly(first.chain());
		assertThat(this.manager.getPrivateKey(alias)).isEqualTo(first.privateKey());
	}

	@Test
	void identityWhenOldIsForgotten() {
		String alias = this.manager.chooseEngineServerAlias("EC", null, null);
		for (int version = 2; version <= 9; version++) {
			this.current.replace(Identities.identity(version));
		}
		assertThat(this.manager.getCertificateChain(alias)).isNull();
		assertThat(this.manager.getPrivateKey(alias)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "EC, true", "EC_EC, true", "RSA, false", "EdDSA, false", ", false" })
	void serverAliasIsGivenForKeysOfItsType(String type, boolean given) {
		assertThat(this.manager.chooseServerAlias(type, null, null) != null).isEqualTo(given);
		assertThat(this.manager.chooseEngineServerAlias(type, null, null) != null).isEqualTo(given);
		assertThat(this.manager.getServerAliases(type, null) != null).isEqualTo(given);
	}

	@Test
	void clientAliasIsGivenIfTheServerAcceptsItsIssuer() {
		String[] types = { "RSA", "EC" };
		assertThat(this.manager.chooseClientAlias(types, issuers(Identities.PRIVATE_ROOT), null))
			.isEqualTo(this.current.get().alias());
		assertThat(this.manager.chooseEngineClientAlias(types, new Principal[0], null))
			.isEqualTo(this.current.get().alias());
		assertThat(this.manager.chooseEngineClientAlias(types, issuers(Identities.PUBLIC_ROOT), null)).isNull();
		assertThat(this.manager.getClientAliases("RSA", null)).isNull();
	}

	private static Principal[] issuers(IssuedCertificate root) {
		return new Principal[] { root.certificate().getSubjectX500Principal() };
	}

}
