package dev.keyvault.certificate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/**
 * Reads certificates and their private key from PKCS#12 with a blank password, as Key
 * Vault keeps them. Each certificate in it is read, whether or not it is linked to the
 * key.
 */
final class PfxContent {

	private final InputDecryptorProvider decryptor;

	private final List<X509CertificateHolder> certificates = new ArrayList<>();

	private final List<PrivateKeyInfo> keys = new ArrayList<>();

	private PfxContent(boolean blankIsZeros, DerivationBudget budget) {
		this.decryptor = new BlankPasswordDecryption(blankIsZeros, budget);
	}

	/**
	 * Read a store.
	 * @param pfx the store
	 * @return its content
	 * @throws IOException if it is no store
	 * @throws PKCSException if it is not encrypted with a blank password
	 */
	static CertificateContent parse(byte[] pfx) throws IOException, PKCSException {
		DerivationBudget budget = new DerivationBudget();
		try {
			return new PfxContent(true, budget).read(new PKCS12PfxPdu(pfx));
		}
		catch (IOException | PKCSException | RuntimeException ex) {
			return new PfxContent(false, budget).read(new PKCS12PfxPdu(pfx));
		}
	}

	private CertificateContent read(PKCS12PfxPdu pfx) throws IOException, PKCSException {
		for (ContentInfo content : pfx.getContentInfos()) {
			boolean encrypted = content.getContentType().equals(PKCSObjectIdentifiers.encryptedData);
			PKCS12SafeBagFactory bags = encrypted ? new PKCS12SafeBagFactory(content, this.decryptor)
					: new PKCS12SafeBagFactory(content);
			for (PKCS12SafeBag bag : bags.getSafeBags()) {
				read(bag.getBagValue());
			}
		}
		return new CertificateContent(this.certificates, this.keys.isEmpty() ? null : this.keys.get(0));
	}

	private void read(Object value) throws PKCSException {
		if (value instanceof X509CertificateHolder certificate) {
			this.certificates.add(certificate);
		}
		else if (value instanceof PrivateKeyInfo key) {
			this.keys.add(key);
		}
		else if (value instanceof PKCS8EncryptedPrivateKeyInfo key) {
			this.keys.add(key.decryptPrivateKeyInfo(this.decryptor));
		}
	}

}
