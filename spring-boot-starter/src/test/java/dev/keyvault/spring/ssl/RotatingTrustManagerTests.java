package dev.keyvault.spring.ssl;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import org.junit.jupiter.api.Test;

import dev.keyvault.test.certificate.IssuedCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RotatingTrustManager}.
 */
class RotatingTrustManagerTests {

	private final RotatingIdentity current = new RotatingIdentity(Identities.identity(1));

	private final RotatingTrustManager manager = new RotatingTrustManager(this.current);

	@Test
	void clientWhenOwnIssuerVouchesIsTrusted() {
		assertThatCode(() -> checkClient(Identities.leaf("client", Identities.PRIVATE_ROOT)))
			.doesNotThrowAnyException();
	}

	@Test
	void clientWhenOnlyPublicAuthorityVouchesIsNotTrusted() {
		assertThatExceptionOfType(CertificateException.class)
			.isThrownBy(() -> checkClient(Identities.leaf("client", Identities.PUBLIC_ROOT)));
	}

	@Test
	void serverWhenOwnIssuerVouchesIsTrusted() {
		assertThatCode(() -> checkServer(Identities.leaf("server", Identities.PRIVATE_ROOT)))
			.doesNotThrowAnyException();
	}

	@Test
	void serverWhenPublicAuthorityVouchesIsTrusted() {
		assertThatCode(() -> checkServer(Identities.leaf("server", Identities.PUBLIC_ROOT))).doesNotThrowAnyException();
	}

	@Test
	void serverWhenNobodyVouchesIsNotTrusted() {
		IssuedCertificate unknown = Identities.ISSUER.root("Unknown Root");
		assertThatExceptionOfType(CertificateException.class)
			.isThrownBy(() -> checkServer(Identities.leaf("server", unknown)));
	}

	@Test
	void issuersThatServersNameAreThoseOfTheOwnChain() {
		assertThat(this.manager.getAcceptedIssuers()).containsExactly(Identities.PRIVATE_ROOT.certificate());
	}

	@Test
	void trustFollowsTheChain() {
		IssuedCertificate root = Identities.ISSUER.root("Next Root");
		this.current.replace(Identities.identity(2, Identities.leaf("web", root)));
		assertThat(this.manager.getAcceptedIssuers()).containsExactly(root.certificate());
		assertThatCode(() -> checkClient(Identities.leaf("client", root))).doesNotThrowAnyException();
	}

	@Test
	void certificateWithoutIssuerVouchesForItselfOnly() {
		IssuedCertificate leaf = Identities.leaf("web", Identities.PRIVATE_ROOT);
		this.current.replace(Identities.identity(2, new IssuedCertificate(leaf.chain().subList(0, 1), leaf.keys())));
		assertThatCode(() -> checkClient(leaf)).doesNotThrowAnyException();
		assertThatExceptionOfType(CertificateException.class)
			.isThrownBy(() -> checkClient(Identities.leaf("web", Identities.PRIVATE_ROOT)));
	}

	private void checkClient(IssuedCertificate client) throws CertificateException {
		this.manager.checkClientTrusted(client.chain().toArray(X509Certificate[]::new), "EC");
	}

	private void checkServer(IssuedCertificate server) throws CertificateException {
		this.manager.checkServerTrusted(server.chain().toArray(X509Certificate[]::new), "ECDHE_ECDSA");
	}

}
