package dev.keyvault.mapping;

import java.util.List;
import java.util.Map;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectRequest.Content;

/**
 * The parts of a certificate.
 */
enum CertificatePart implements Part {

	/**
	 * The private key, if it may leave the vault, then the chain.
	 */
	WHOLE("") {
		@Override
		public boolean hasKeyAndChain() {
			return true;
		}

		@Override
		SensitiveValue value(Certificate certificate) {
			SensitiveValue key = certificate.privateKey();
			String chain = CertificateEncoding.pem(certificate, certificate.chain().certificates());
			return SensitiveValue.of((key != null) ? key.reveal() + chain : chain);
		}

	},

	/**
	 * The chain.
	 */
	CHAIN("chain") {

		@Override
		SensitiveValue value(Certificate certificate) {
			return SensitiveValue.of(CertificateEncoding.pem(certificate, certificate.chain().certificates()));
		}

	},

	/**
	 * The certificate without those that issued it.
	 */
	LEAF("leaf") {

		@Override
		SensitiveValue value(Certificate certificate) {
			return SensitiveValue.of(CertificateEncoding.pem(certificate, List.of(certificate.chain().leaf())));
		}

		@Override
		public Content content() {
			return Content.PUBLIC;
		}

	},

	/**
	 * The private key.
	 */
	PRIVATE_KEY("private-key") {

		@Override
		SensitiveValue value(Certificate certificate) {
			SensitiveValue key = certificate.privateKey();
			if (key == null) {
				throw new MalformedObjectException(certificate.id(),
						"The private key of the %s may not leave the vault.".formatted(certificate.id().describe()),
						"Take '#private-key' off the reference, or make a new version whose policy has an exportable key.");
			}
			return key;
		}

	},

	/**
	 * A PKCS#12 store with an empty password.
	 */
	PKCS12("pkcs12") {
		@Override
		public boolean isBinary() {
			return true;
		}

		@Override
		public boolean hasKeyAndChain() {
			return true;
		}

		@Override
		SensitiveValue value(Certificate certificate) {
			return SensitiveValue.of(CertificateEncoding.pkcs12(certificate));
		}

	};

	private final String keyword;

	CertificatePart(String keyword) {
		this.keyword = keyword;
	}

	static CertificatePart parse(String text) {
		for (CertificatePart part : values()) {
			if (part.keyword.equals(text)) {
				return part;
			}
		}
		throw new IllegalArgumentException(
				"a certificate has no part '%s', only 'chain', 'leaf', 'private-key' and 'pkcs12'".formatted(text));
	}

	@Override
	public Map<String, SensitiveValue> extract(VaultObject object) {
		return Map.of("", value((Certificate) object));
	}

	abstract SensitiveValue value(Certificate certificate);

	@Override
	public String text() {
		return this.keyword.isEmpty() ? "" : "#" + this.keyword;
	}

}
