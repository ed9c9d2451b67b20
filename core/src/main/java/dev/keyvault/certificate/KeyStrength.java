package dev.keyvault.certificate;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.VaultObject;

/**
 * Tells what is weak about keys and certificates.
 */
@Internal
public final class KeyStrength {

	private static final int LEAST_RSA_BITS = 2048;

	private KeyStrength() {
	}

	/**
	 * Tell what is weak about an object.
	 * @param object the object
	 * @return such as {@code has an RSA key of 1024 bits, fewer than 2048}, to be put
	 * after the subject of a sentence; empty for a secret
	 */
	public static List<String> findWeaknesses(VaultObject object) {
		if (object instanceof VaultObject.Key key) {
			return Stream.ofNullable(findWeakness(key.publicKey())).toList();
		}
		return (object instanceof VaultObject.Certificate certificate) ? findWeaknesses(certificate.chain())
				: List.of();
	}

	private static List<String> findWeaknesses(CertificateChain chain) {
		List<String> weaknesses = new ArrayList<>();
		for (X509Certificate certificate : chain.certificates()) {
			String issuer = certificate.equals(chain.leaf()) ? ""
					: "has an issuer, '%s', that ".formatted(certificate.getSubjectX500Principal().getName());
			Stream.of(findWeakness(certificate.getPublicKey()), findWeakSignature(certificate))
				.filter(Objects::nonNull)
				.forEach((weakness) -> weaknesses.add(issuer + weakness));
		}
		return weaknesses;
	}

	private static @Nullable String findWeakSignature(X509Certificate certificate) {
		String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
		boolean weak = Stream.of("MD2", "MD5", "SHA1").anyMatch(algorithm::startsWith);
		boolean root = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
		return (weak && !root) ? "is signed with %s, which can be forged".formatted(certificate.getSigAlgName()) : null;
	}

	private static @Nullable String findWeakness(PublicKey key) {
		if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
			return "has an RSA key of %d bits, fewer than %d".formatted(rsa.getModulus().bitLength(), LEAST_RSA_BITS);
		}
		return (key instanceof ECPublicKey ec && !isOnCurve(ec.getW(), ec.getParams().getCurve()))
				? "has an EC key whose point is not on its curve" : null;
	}

	private static boolean isOnCurve(ECPoint point, EllipticCurve curve) {
		if (point.equals(ECPoint.POINT_INFINITY) || !(curve.getField() instanceof ECFieldFp field)) {
			return false;
		}
		BigInteger prime = field.getP();
		BigInteger x = point.getAffineX();
		BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(prime);
		return x.compareTo(prime) < 0 && point.getAffineY().compareTo(prime) < 0
				&& point.getAffineY().pow(2).mod(prime).equals(right);
	}

}
