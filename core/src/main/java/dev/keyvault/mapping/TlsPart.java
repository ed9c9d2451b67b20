package dev.keyvault.mapping;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.certificate.CertificateContent;
import dev.keyvault.certificate.Pem;
import dev.keyvault.certificate.TraditionalKey;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.source.MalformedObjectException;

/**
 * What an entry of a Secret of type {@code kubernetes.io/tls} has of the certificate that
 * a secret holds, as PKCS#12 without a password or as PEM, whether or not the vault knows
 * it for one.
 *
 * @param entry the entry
 * @param encoding how the text of the secret is decoded
 */
record TlsPart(TlsEntry entry, SecretPart encoding) implements Part {

	@Override
	public Map<String, SensitiveValue> extract(VaultObject object) {
		Secret secret = (Secret) object;
		SensitiveValue decoded = Objects.requireNonNull(this.encoding.extract(secret).get(""));
		SensitiveValue value = read(secret, decoded);
		if (value == null) {
			throw malformed(secret, "holds %s for '%s'".formatted(this.entry.missing, this.entry.keyword()));
		}
		return Map.of("", value);
	}

	private @Nullable SensitiveValue read(Secret secret, SensitiveValue decoded) {
		try {
			CertificateContent content = CertificateContent.find(decoded.revealBytes());
			return (content != null) ? this.entry.write(content) : null;
		}
		catch (CertificateContent.EncryptedKeyException ex) {
			throw malformed(secret, "has a private key that is encrypted with a password");
		}
		catch (TraditionalKey.UnsupportedAlgorithmException ex) {
			throw malformed(secret, "has a private key that is neither RSA nor EC");
		}
		catch (IOException | GeneralSecurityException | RuntimeException | StackOverflowError ex) {
			throw malformed(secret, "cannot be read as PKCS#12 without a password or as PEM");
		}
	}

	private static MalformedObjectException malformed(Secret secret, String what) {
		return new MalformedObjectException(secret.id(), "The %s %s.".formatted(secret.id().describe(), what),
				"Store certificate and private key as PKCS#12 without a password or as PEM, or refer to another object.");
	}

	@Override
	public String text() {
		return "#" + this.entry.keyword() + this.encoding.suffix();
	}

	/**
	 * The entries.
	 */
	enum TlsEntry {

		/**
		 * The certificates, leaf first.
		 */
		TLS_CRT("no certificate") {

			@Override
			@Nullable SensitiveValue write(CertificateContent content) throws IOException, GeneralSecurityException {
				return (content.size() > 0) ? SensitiveValue.of(Pem.encode(content.chain().certificates())) : null;
			}

		},

		/**
		 * The private key in the form that is older than PKCS#8.
		 */
		TLS_KEY("no private key") {

			@Override
			@Nullable SensitiveValue write(CertificateContent content) throws IOException, GeneralSecurityException {
				return content.traditionalKey();
			}

		},

		/**
		 * The last certificate of the chain.
		 */
		CA_CRT("no complete chain") {

			@Override
			@Nullable SensitiveValue write(CertificateContent content) throws IOException, GeneralSecurityException {
				CertificateChain chain = (content.size() > 0) ? content.chain() : null;
				if (chain == null || !chain.ordered()) {
					return null;
				}
				List<X509Certificate> certificates = chain.certificates();
				return SensitiveValue.of(Pem.encode(List.of(certificates.get(certificates.size() - 1))));
			}

		};

		private final String missing;

		TlsEntry(String missing) {
			this.missing = missing;
		}

		abstract @Nullable SensitiveValue write(CertificateContent content)
				throws IOException, GeneralSecurityException;

		String keyword() {
			return name().toLowerCase(Locale.ROOT).replace('_', '.');
		}

	}

}
