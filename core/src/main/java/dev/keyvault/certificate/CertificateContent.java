package dev.keyvault.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.SensitiveValue;

/**
 * The certificates of a PKCS#12 store or of a PEM text in their order, and the private
 * key beside them. Immutable.
 */
@Internal
public final class CertificateContent {

	private static final Set<ASN1ObjectIdentifier> ALGORITHMS = Set.of(PKCSObjectIdentifiers.rsaEncryption,
			X9ObjectIdentifiers.id_ecPublicKey);

	private static final int SEQUENCE = 0x30;

	private final List<X509CertificateHolder> certificates;

	private final @Nullable PrivateKeyInfo key;

	CertificateContent(List<X509CertificateHolder> certificates, @Nullable PrivateKeyInfo key) {
		this.certificates = List.copyOf(certificates);
		this.key = key;
	}

	/**
	 * Read a PKCS#12 store with a blank password, as Key Vault keeps it. Each certificate
	 * in it is read, whether or not it is linked to the key.
	 * @param store the store
	 * @return its content
	 * @throws IOException if this is not such a store; the message may quote it
	 */
	public static CertificateContent ofPkcs12(byte[] store) throws IOException {
		try {
			return PfxContent.parse(store);
		}
		catch (PKCSException ex) {
			throw new IOException("The store has a password", ex);
		}
	}

	/**
	 * Read certificates and the first private key from PEM. The key may be PKCS#8, PKCS#1
	 * or SEC 1.
	 * @param pem the text
	 * @return its content
	 * @throws EncryptedKeyException if a private key is encrypted
	 * @throws IOException if the text is not PEM; the message may quote it
	 */
	public static CertificateContent ofPem(String pem) throws IOException {
		return PemContent.parse(pem);
	}

	/**
	 * Read whatever a value is that may hold a certificate: PKCS#12 without a password,
	 * as bytes or as Base64, or PEM.
	 * @param value the value
	 * @return its content; {@code null} if it looks like neither
	 * @throws EncryptedKeyException if a private key in PEM is encrypted
	 * @throws IOException if it looks like one and cannot be read; the message may quote
	 * it
	 */
	public static @Nullable CertificateContent find(byte[] value) throws IOException {
		if (isSequence(value)) {
			return ofPkcs12(value);
		}
		String text = new String(value, StandardCharsets.UTF_8);
		if (text.contains("-----BEGIN ")) {
			return ofPem(text);
		}
		byte[] decoded = Base64.getMimeDecoder().decode(text.strip().startsWith("MI") ? text : "");
		return isSequence(decoded) ? ofPkcs12(decoded) : null;
	}

	private static boolean isSequence(byte[] bytes) {
		return bytes.length > 1 && bytes[0] == SEQUENCE && bytes[1] < 0;
	}

	/**
	 * Read one certificate.
	 * @param der its encoding
	 * @return the certificate
	 * @throws CertificateException if it is no X.509 certificate
	 */
	public static X509Certificate certificate(byte[] der) throws CertificateException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(der));
	}

	/**
	 * Return how many certificates there are.
	 * @return the number, perhaps zero
	 */
	public int size() {
		return this.certificates.size();
	}

	/**
	 * Return the certificates as one chain.
	 * @return the chain
	 * @throws GeneralSecurityException if one of them is no X.509 certificate
	 * @throws IOException if one of them cannot be encoded
	 */
	public CertificateChain chain() throws GeneralSecurityException, IOException {
		List<X509Certificate> converted = new ArrayList<>();
		for (X509CertificateHolder certificate : this.certificates) {
			converted.add(certificate(certificate.getEncoded()));
		}
		return CertificateChain.of(converted);
	}

	/**
	 * Return whether the private key, if there is one, is of an algorithm that this
	 * library reads.
	 * @return {@code false} for all but RSA and EC
	 */
	public boolean isKeySupported() {
		return this.key == null || ALGORITHMS.contains(this.key.getPrivateKeyAlgorithm().getAlgorithm());
	}

	/**
	 * Return the private key as PKCS#8 PEM.
	 * @return the key, or {@code null} if it is not there
	 * @throws IOException if it cannot be encoded
	 */
	public @Nullable SensitiveValue privateKey() throws IOException {
		if (this.key == null) {
			return null;
		}
		return SensitiveValue.of(Pem.encode("PRIVATE KEY", this.key.getEncoded()));
	}

	/**
	 * Return the private key in the form that is older than PKCS#8.
	 * @return the key as PEM, or {@code null} if it is not there
	 * @throws TraditionalKey.UnsupportedAlgorithmException if the key is neither RSA nor
	 * EC
	 * @throws IOException if it cannot be encoded
	 */
	public @Nullable SensitiveValue traditionalKey() throws TraditionalKey.UnsupportedAlgorithmException, IOException {
		return (this.key != null) ? TraditionalKey.write(this.key) : null;
	}

	/**
	 * Raised when PEM has a private key that cannot be read without its password.
	 */
	public static final class EncryptedKeyException extends IOException {

		EncryptedKeyException() {
			super("The private key is encrypted");
		}

	}

}
