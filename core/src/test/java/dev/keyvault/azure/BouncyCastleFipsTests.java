package dev.keyvault.azure;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.test.certificate.IssuedCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Reads certificates in a JVM that has the FIPS jars of Bouncy Castle instead of the
 * usual ones. The build puts them aside.
 */
@Tag("jdk")
class BouncyCastleFipsTests {

	private static final File JARS = new File("target/bouncy-castle-fips");

	@TempDir
	private Path directory;

	@BeforeEach
	void requireJars() {
		assumeThat(JARS).as("FIPS jars of Bouncy Castle, which Maven puts there").isDirectory();
	}

	@Test
	void parseWhenStoreIsWrittenByOldOpensslReadsIt() throws IOException {
		assertThat(parse("application/x-pkcs12", CertificateParserTests.LEGACY_STORE))
			.isEqualTo("CN=x, 1 certificates, key true");
	}

	@ParameterizedTest
	@EnumSource
	void parseWhenStoreIsWrittenByJdkReadsIt(Kind kind) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("web", kind.leaf.privateKey(), new char[0], kind.leaf.chain().toArray(Certificate[]::new));
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		store.store(written, new char[0]);
		assertThat(parse("application/x-pkcs12", Base64.getEncoder().encodeToString(written.toByteArray())))
			.isEqualTo(kind.expected());
	}

	@ParameterizedTest
	@EnumSource
	void parseWhenPemReadsIt(Kind kind) throws IOException {
		String pem = kind.leaf.chain().stream().map(CertificateTexts::pem).collect(Collectors.joining());
		assertThat(parse("application/x-pem-file", CertificateTexts.pem(kind.leaf.privateKey()) + pem))
			.isEqualTo(kind.expected());
	}

	private String parse(String contentType, String value) throws IOException {
		Path file = Files.writeString(this.directory.resolve("certificate"), value);
		String usual = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.matches(".*[\\\\/]bc(pkix|prov|util)-jdk18on.*"))
			.collect(Collectors.joining(File.pathSeparator));
		String classPath = JARS.getAbsolutePath() + File.separator + "*" + File.pathSeparator + usual;
		return ChildJvm.run(Map.of(), "-cp", classPath, ParseInChild.class.getName(), contentType, file.toString());
	}

	enum Kind {

		RSA(Certificates.RSA_LEAF), EC(Certificates.EC_LEAF);

		private final IssuedCertificate leaf;

		Kind(IssuedCertificate leaf) {
			this.leaf = leaf;
		}

		private String expected() {
			return "%s, %d certificates, key true".formatted(this.leaf.certificate().getSubjectX500Principal(),
					this.leaf.chain().size());
		}

	}

}
