package dev.keyvault.test;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEOutputEncryptorBuilder;

/**
 * Writes a certificate as a PKCS#12 store with a blank password, in Base64. The JDK's own
 * store refuses a chain that is not in order, a vault does not.
 */
final class Pkcs12 {

	private static final char[] BLANK = {};

	private final EmbeddedCertificate certificate;

	private final DEROctetString keyId = new DEROctetString(new byte[] { 1 });

	private Pkcs12(EmbeddedCertificate certificate) {
		this.certificate = certificate;
	}

	static String of(EmbeddedCertificate certificate) {
		try {
			return Base64.getEncoder().encodeToString(new Pkcs12(certificate).write());
		}
		catch (PKCSException | IOException | CertificateEncodingException ex) {
			throw new IllegalArgumentException(
					"The certificate '" + certificate.name() + "' cannot be written as PKCS#12", ex);
		}
	}

	private byte[] write() throws PKCSException, IOException, CertificateEncodingException {
		PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
		PrivateKey key = this.certificate.privateKey();
		if (key != null) {
			builder.addData(privateKey(key));
		}
		builder.addEncryptedData(encryptor(), certificates());
		return builder.build(new BcPKCS12MacCalculatorBuilder(), BLANK).getEncoded();
	}

	private PKCS12SafeBag privateKey(PrivateKey key) {
		PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
		return new PKCS12SafeBagBuilder(info, encryptor())
			.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, this.keyId)
			.build();
	}

	private PKCS12SafeBag[] certificates() throws IOException, CertificateEncodingException {
		X509Certificate leaf = this.certificate.leaf();
		PKCS12SafeBag[] bags = new PKCS12SafeBag[this.certificate.chain().size()];
		for (int i = 0; i < bags.length; i++) {
			X509Certificate each = this.certificate.chain().get(i);
			PKCS12SafeBagBuilder bag = new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(each));
			if (each.equals(leaf)) {
				bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, this.keyId);
			}
			bags[i] = bag.build();
		}
		return bags;
	}

	private static OutputEncryptor encryptor() {
		return new BcPKCS12PBEOutputEncryptorBuilder(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
				CBCBlockCipher.newInstance(new DESedeEngine()))
			.build(BLANK);
	}

}
