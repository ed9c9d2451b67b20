package dev.keyvault.mapping;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;

import dev.keyvault.certificate.CertificateContent;
import dev.keyvault.certificate.Pem;
import dev.keyvault.certificate.PemChain;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.source.MalformedObjectException;

/**
 * A certificate that the vault keeps in a secret.
 */
sealed interface KeptCertificate {

	/**
	 * Read the certificate.
	 * @param secret the secret
	 * @param type the content type of the secret
	 * @return the certificate
	 * @throws MalformedObjectException if it cannot be read; it does not quote the secret
	 */
	static KeptCertificate of(Secret secret, String type) {
		try {
			return read(secret, type);
		}
		catch (CertificateContent.EncryptedKeyException ex) {
			throw malformed(secret, "has a private key that is encrypted with a password");
		}
		catch (MalformedObjectException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException | StackOverflowError ex) {
			throw malformed(secret, "cannot be read as '%s'".formatted(type));
		}
	}

	private static KeptCertificate read(Secret secret, String type) throws IOException {
		return switch (type) {
			case "application/x-pkcs12" -> new Pkcs12Certificate(secret,
					CertificateContent.ofPkcs12(Base64.getMimeDecoder().decode(secret.value().reveal())));
			case "application/x-pem-file" ->
				new PemCertificate(secret, CertificateContent.ofPem(secret.value().reveal()));
			default -> throw malformed(secret, "is kept as something other than PKCS#12 or PEM");
		};
	}

	private static MalformedObjectException malformed(Secret secret, String what) {
		return new MalformedObjectException(secret.id(),
				"The certificate in the %s %s.".formatted(secret.id().describe(), what),
				"Import it again as PKCS#12 or PEM with an RSA or EC key, or make a new version of it.");
	}

	/**
	 * Return private key and chain.
	 * @return the PEM
	 */
	SensitiveValue pem();

	/**
	 * Return the certificate as the vault keeps it.
	 * @return a PKCS#12 store as Base64, or PEM if there is none
	 */
	SensitiveValue pfx();

	/**
	 * A certificate that is kept as PKCS#12.
	 *
	 * @param secret the secret
	 * @param content what is in it
	 */
	record Pkcs12Certificate(Secret secret, CertificateContent content) implements KeptCertificate {

		@Override
		public SensitiveValue pem() {
			if (this.content.size() == 0) {
				throw malformed(this.secret, "is missing: the store holds none");
			}
			try {
				SensitiveValue key = this.content.privateKey();
				String chain = Pem.encode(this.content.chain().certificates());
				return SensitiveValue.of((key != null) ? key.reveal() + chain : chain);
			}
			catch (IOException | GeneralSecurityException ex) {
				throw malformed(this.secret, "cannot be written as PEM");
			}
		}

		@Override
		public SensitiveValue pfx() {
			return this.secret.value();
		}

	}

	/**
	 * A certificate that is kept as PEM. Its text stays as it is, but for the order of
	 * certificates that make one chain.
	 *
	 * @param secret the secret
	 * @param content what is in it
	 */
	record PemCertificate(Secret secret, CertificateContent content) implements KeptCertificate {

		@Override
		public SensitiveValue pem() {
			try {
				return SensitiveValue.of(PemChain.inOrder(this.secret.value().reveal()));
			}
			catch (GeneralSecurityException ex) {
				throw malformed(this.secret, "has a part that cannot be read");
			}
		}

		@Override
		public SensitiveValue pfx() {
			return pem();
		}

	}

}
