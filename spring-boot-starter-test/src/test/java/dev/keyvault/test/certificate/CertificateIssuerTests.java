package dev.keyvault.test.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CertificateIssuer}.
 */
@Tag("jdk")
class CertificateIssuerTests {

	@ParameterizedTest
	@EnumSource
	void leafIsSignedByIntermediateAndRoot(KeyAlgorithm algorithm) throws GeneralSecurityException {
		CertificateIssuer issuer = CertificateIssuer.of(algorithm);
		IssuedCertificate leaf = issuer.leaf("leaf", issuer.intermediate("intermediate", issuer.root("root")));
		List<X509Certificate> chain = leaf.chain();
		chain.get(0).verify(chain.get(1).getPublicKey());
		chain.get(1).verify(chain.get(2).getPublicKey());
		chain.get(2).verify(chain.get(2).getPublicKey());
		assertThat(chain).extracting((certificate) -> certificate.getSubjectX500Principal().getName())
			.isEqualTo(List.of("CN=leaf", "CN=intermediate", "CN=root"));
		assertThat(chain).extracting((certificate) -> certificate.getBasicConstraints() >= 0)
			.isEqualTo(List.of(false, true, true));
	}

	@ParameterizedTest
	@EnumSource
	void validityIsThatOfTheCertificate(KeyAlgorithm algorithm) {
		Instant start = Instant.parse("2020-01-01T00:00:00Z");
		Instant end = Instant.parse("2020-02-01T00:00:00Z");
		X509Certificate root = CertificateIssuer.of(algorithm).validity(start, end).root("root").certificate();
		assertThat(root.getNotBefore().toInstant()).isEqualTo(start);
		assertThat(root.getNotAfter().toInstant()).isEqualTo(end);
	}

	@ParameterizedTest
	@EnumSource
	void leafNamesItsHosts(KeyAlgorithm algorithm) throws GeneralSecurityException {
		CertificateIssuer issuer = CertificateIssuer.of(algorithm);
		IssuedCertificate leaf = issuer.leaf("leaf", issuer.root("root"), "localhost", "127.0.0.1", "::1");
		assertThat(leaf.certificate().getSubjectAlternativeNames())
			.hasToString("[[2, localhost], [7, 127.0.0.1], [7, 0:0:0:0:0:0:0:1]]");
	}

}
