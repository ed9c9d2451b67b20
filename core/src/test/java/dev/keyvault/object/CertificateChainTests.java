package dev.keyvault.object;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CertificateChain}.
 */
@Tag("jdk")
class CertificateChainTests {

	private static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.EC);

	private static final IssuedCertificate ROOT = ISSUER.root("Root CA");

	private static final IssuedCertificate INTERMEDIATE = ISSUER.intermediate("Intermediate CA", ROOT);

	private static final IssuedCertificate OLD_ROOT = ISSUER.root("Old Root CA");

	private static final X509Certificate CROSS_SIGNED_ROOT = TestCertificates.crossSign(ROOT, OLD_ROOT);

	private static final X509Certificate LEAF = ISSUER.leaf("web", INTERMEDIATE).certificate();

	@ParameterizedTest
	@MethodSource("ordersOfThree")
	void ofWhenThreeMakeOneChainPutsLeafFirst(List<Integer> order, KeyAlgorithm algorithm) {
		List<X509Certificate> chain = shortChain(algorithm);
		CertificateChain result = CertificateChain.of(inOrder(chain, order));
		assertThat(result).isEqualTo(new CertificateChain(chain, true));
		assertThat(result.leaf()).isEqualTo(chain.get(0));
	}

	@ParameterizedTest
	@MethodSource("ordersOfFour")
	void ofWhenFourMakeOneChainPutsLeafFirst(List<Integer> order, KeyAlgorithm algorithm) {
		List<X509Certificate> chain = TestCertificates.leaf(algorithm).chain();
		assertThat(CertificateChain.of(inOrder(chain, order))).isEqualTo(new CertificateChain(chain, true));
	}

	@ParameterizedTest
	@MethodSource("ordersOfFive")
	void ofWhenRootIsCrossSignedHasOneOrder(List<Integer> order) {
		List<X509Certificate> chain = List.of(LEAF, INTERMEDIATE.certificate(), ROOT.certificate(), CROSS_SIGNED_ROOT,
				OLD_ROOT.certificate());
		assertThat(CertificateChain.of(inOrder(chain, order))).isEqualTo(new CertificateChain(chain, true));
	}

	@Test
	void ofWhenRootIsAbsentStillMakesOneChain() {
		List<X509Certificate> chain = List.of(LEAF, INTERMEDIATE.certificate());
		assertThat(CertificateChain.of(reversed(chain))).isEqualTo(new CertificateChain(chain, true));
	}

	@Test
	void leafWhenIntermediateIsMissingIsNotTheRoot() {
		CertificateChain chain = CertificateChain.of(List.of(ROOT.certificate(), LEAF));
		assertThat(chain.ordered()).isFalse();
		assertThat(chain.leaf()).isEqualTo(LEAF);
	}

	@ParameterizedTest
	@EnumSource(KeyAlgorithm.class)
	void ofWhenIntermediateIsMissingKeepsTheOrder(KeyAlgorithm algorithm) {
		List<X509Certificate> chain = shortChain(algorithm);
		List<X509Certificate> incomplete = List.of(chain.get(2), chain.get(0));
		assertThat(CertificateChain.of(incomplete)).isEqualTo(new CertificateChain(incomplete, false));
	}

	@Test
	void ofWhenCertificateDoesNotBelongKeepsTheOrder() {
		List<X509Certificate> mixed = List.of(ROOT.certificate(), OLD_ROOT.certificate(), LEAF,
				INTERMEDIATE.certificate());
		assertThat(CertificateChain.of(mixed)).isEqualTo(new CertificateChain(mixed, false));
	}

	@Test
	void ofWhenSingleIsSelfSignedIsOrdered() {
		assertThat(CertificateChain.of(ROOT.chain())).isEqualTo(new CertificateChain(ROOT.chain(), true));
	}

	@Test
	void ofWhenSingleIsLeafIsOrdered() {
		assertThat(CertificateChain.of(List.of(LEAF)).ordered()).isTrue();
	}

	@Test
	void ofWhenCertificateComesTwiceKeepsOne() {
		List<X509Certificate> chain = List.of(LEAF, INTERMEDIATE.certificate());
		assertThat(CertificateChain.of(List.of(chain.get(1), LEAF, chain.get(1))))
			.isEqualTo(new CertificateChain(chain, true));
	}

	@Test
	void ofWhenOnlyNameOfIssuerFitsKeepsTheOrder() {
		X509Certificate impostor = ISSUER.root("Intermediate CA").certificate();
		List<X509Certificate> certificates = List.of(impostor, LEAF);
		assertThat(CertificateChain.of(certificates)).isEqualTo(new CertificateChain(certificates, false));
	}

	@Test
	void ofWhenAllHaveTheSameNameFollowsTheSignatures() {
		IssuedCertificate root = ISSUER.root("same");
		IssuedCertificate intermediate = ISSUER.intermediate("same", root);
		List<X509Certificate> chain = ISSUER.leaf("same", intermediate).chain();
		assertThat(CertificateChain.of(inOrder(chain, List.of(2, 0, 1)))).isEqualTo(new CertificateChain(chain, true));
	}

	@Test
	void ofWhenChainForksKeepsTheOrder() {
		List<X509Certificate> fork = List.of(LEAF, TestCertificates.crossSign(INTERMEDIATE, OLD_ROOT),
				OLD_ROOT.certificate(), INTERMEDIATE.certificate(), ROOT.certificate());
		assertThat(CertificateChain.of(fork)).isEqualTo(new CertificateChain(fork, false));
	}

	@Test
	void ofWhenNothingIsGivenTellsTheRule() {
		assertThatIllegalArgumentException().isThrownBy(() -> CertificateChain.of(List.of()))
			.withMessage("A certificate chain has at least one certificate");
	}

	@Test
	void createWhenListChangesLaterKeepsIt() {
		List<X509Certificate> certificates = new ArrayList<>(ROOT.chain());
		CertificateChain chain = new CertificateChain(certificates, true);
		certificates.clear();
		assertThat(chain.certificates()).isEqualTo(ROOT.chain());
	}

	private static List<X509Certificate> shortChain(KeyAlgorithm algorithm) {
		return TestCertificates.leaf(algorithm).chain().subList(1, 4);
	}

	private static List<X509Certificate> reversed(List<X509Certificate> chain) {
		return inOrder(chain, List.of(1, 0));
	}

	private static List<X509Certificate> inOrder(List<X509Certificate> chain, List<Integer> order) {
		return order.stream().map(chain::get).toList();
	}

	static Stream<Object[]> ordersOfThree() {
		return withAlgorithms(3);
	}

	static Stream<Object[]> ordersOfFour() {
		return withAlgorithms(4);
	}

	static Stream<List<Integer>> ordersOfFive() {
		return orders(5);
	}

	private static Stream<Object[]> withAlgorithms(int size) {
		return orders(size)
			.flatMap((order) -> Stream.of(KeyAlgorithm.values()).map((algorithm) -> new Object[] { order, algorithm }));
	}

	private static Stream<List<Integer>> orders(int size) {
		return (size == 0) ? Stream.of(List.of()) : orders(size - 1)
			.flatMap((order) -> IntStream.range(0, size).mapToObj((position) -> inserted(order, position, size - 1)));
	}

	private static List<Integer> inserted(List<Integer> order, int position, int index) {
		List<Integer> result = new ArrayList<>(order);
		result.add(position, index);
		return result;
	}

}
