package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.keyvault.test.certificate.IssuedCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TlsIdentity}.
 */
@Tag("jdk")
class TlsIdentityTests {

	private static final IssuedCertificate LEAF = Identities.leaf("web",
			Identities.ISSUER.intermediate("Issuing CA", Identities.PRIVATE_ROOT));

	@Test
	void chainWhenCertificatesAreInAnyOrderStartsWithTheLeaf() {
		List<X509Certificate> chain = LEAF.chain();
		assertThat(identity(List.of(chain.get(2), chain.get(0), chain.get(1))).chain())
			.containsExactlyElementsOf(chain);
	}

	@Test
	void chainWhenCertificateBelongsElsewhereLeavesItOut() throws GeneralSecurityException {
		X509Certificate stranger = Identities.PUBLIC_ROOT.certificate();
		TlsIdentity identity = identity(List.of(stranger, LEAF.chain().get(1), LEAF.certificate()));
		assertThat(identity.chain()).containsExactly(LEAF.certificate(), LEAF.chain().get(1));
		assertThat(identity.clientTrust().getAcceptedIssuers()).containsExactly(LEAF.chain().get(1));
		assertThat(identity.keyStore().getCertificateChain(identity.alias())).containsExactly(identity.chain());
	}

	@Test
	void toStringTellsVersionAndSubject() {
		assertThat(Identities.identity(1)).hasToString("[keyvault-00000000000000000000000000000001, CN=version 1]");
	}

	private static TlsIdentity identity(List<X509Certificate> chain) {
		return Identities.identity(1, new IssuedCertificate(chain, LEAF.keys()));
	}

}
