package dev.keyvault.mapping;

import java.util.Locale;
import java.util.Map;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Secret;

/**
 * A secret as it is, or the certificate that the vault keeps in it, in one form.
 *
 * @param form the form of a certificate
 * @param encoding how the text is decoded
 */
record FormPart(CertificateForm form, SecretPart encoding) implements Part {

	@Override
	public Map<String, SensitiveValue> extract(VaultObject object) {
		Secret secret = (Secret) object;
		String type = secret.certificateType();
		SensitiveValue value = (type != null) ? this.form.write(KeptCertificate.of(secret, type)) : secret.value();
		return this.encoding.extract(new Secret(secret.id(), secret.attributes(), value));
	}

	@Override
	public String text() {
		return "#" + this.form.keyword() + this.encoding.suffix();
	}

	@Override
	public boolean isBinary() {
		return this.encoding.isBinary();
	}

	/**
	 * The forms of a certificate.
	 */
	enum CertificateForm {

		/**
		 * The private key and the chain as PEM.
		 */
		PEM {

			@Override
			SensitiveValue write(KeptCertificate certificate) {
				return certificate.pem();
			}

		},

		/**
		 * A PKCS#12 store as Base64, if the vault keeps the certificate as one, else PEM.
		 */
		PFX {

			@Override
			SensitiveValue write(KeptCertificate certificate) {
				return certificate.pfx();
			}

		};

		abstract SensitiveValue write(KeptCertificate certificate);

		String keyword() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
