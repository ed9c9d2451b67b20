package dev.keyvault.kubernetes;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.certificate.Pem;
import dev.keyvault.certificate.TraditionalKey;
import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.Origins.EntryOrigin;
import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
import dev.keyvault.kubernetes.StoredSecret.StoredCertificate;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Snapshot;

/**
 * The entries of a Secret of type {@code kubernetes.io/tls}, made of one certificate:
 * {@code tls.crt} with the chain from the leaf to the root, {@code tls.key} with the
 * private key, and perhaps {@code ca.crt} with the last certificate of the chain.
 *
 * @param key a key that is mapped to a certificate, whichever part of it, or to a secret
 * that holds one as PFX without a password or as PEM
 * @param format the form of the private key
 * @param authority whether there is to be a {@code ca.crt}
 */
@Internal
public record TlsEntries(DeclaredKey key, PrivateKeyFormat format, boolean authority) implements EntrySource {

	static final String CERTIFICATE = "tls.crt";

	static final String KEY = "tls.key";

	static final String AUTHORITY = "ca.crt";

	static final String CHAIN = "#chain";

	@Override
	public List<SecretEntry> entries(Snapshot snapshot, SecretId id) {
		Snapshot.Entry source = EntrySource.read(this.key, snapshot, id);
		Certificate certificate = certificate(source, id);
		List<SecretEntry> entries = new ArrayList<>();
		entries.add(entry(CERTIFICATE, pem(leafFirst(certificate.chain()), id), source, CHAIN));
		SensitiveValue privateKey = this.format.write(privateKey(certificate, id),
				certificate.chain().leaf().getPublicKey(), id);
		entries.add(entry(KEY, privateKey, source, this.format.part()));
		if (this.authority) {
			entries.add(entry(AUTHORITY, pem(List.of(last(certificate.chain(), id)), id), source, "#authority"));
		}
		return entries;
	}

	private static SecretEntry entry(String name, SensitiveValue value, Snapshot.Entry source, String part) {
		return new SecretEntry(name, value, List.of(EntryOrigin.of(source, part)));
	}

	private Certificate certificate(Snapshot.Entry source, SecretId id) {
		Certificate found = (source.object() instanceof Certificate certificate) ? certificate : kept(source, id);
		if (found != null) {
			return found;
		}
		if (source.fallback() != null) {
			throw new InvalidSecretException(id,
					"the certificate for key '%s' is not there while its vault is out of reach"
						.formatted(this.key.key()),
					"Nothing; it is written when the vault answers.");
		}
		throw new InvalidSecretException(id,
				"'%s' and '%s' are made of a certificate, and key '%s' is mapped to '%s'".formatted(CERTIFICATE, KEY,
						this.key.key(), source.mapping().reference()),
				"Map the key to 'certificate/…', or declare the two entries one by one.");
	}

	// The failure of a parser may quote the secret.
	private @Nullable Certificate kept(Snapshot.Entry source, SecretId id) {
		try {
			return CertificateSecret.find(source);
		}
		catch (IOException | GeneralSecurityException | RuntimeException ex) {
			throw new InvalidSecretException(id,
					"key '%s' is mapped to '%s', which cannot be read as PFX without a password or as PEM"
						.formatted(this.key.key(), source.mapping().reference()),
					"Store it without a password and with an RSA or EC key, or import it as a certificate and map the key to 'certificate/…'.");
		}
	}

	private SensitiveValue privateKey(Certificate certificate, SecretId id) {
		SensitiveValue privateKey = certificate.privateKey();
		if (privateKey == null) {
			throw new InvalidSecretException(id,
					"the private key of the %s is not there for entry '%s'".formatted(certificate.id().describe(), KEY),
					"Make a new version whose policy has an exportable key, and map '%s' to a part other than '#leaf'."
						.formatted(this.key.key()));
		}
		return privateKey;
	}

	@Override
	public List<String> names() {
		return List.of(CERTIFICATE, KEY);
	}

	@Override
	public List<DeclaredKey> keys() {
		return List.of(this.key);
	}

	@Override
	public Snapshot.@Nullable Entry recover(DeclaredKey wanted, KeyMapping mapping, StoredSecret stored) {
		Certificate certificate = (mapping.reference().kind() == ObjectKind.CERTIFICATE)
				? new StoredCertificate(stored, this.format).find(mapping) : null;
		if (certificate == null) {
			return null;
		}
		SensitiveValue value = Objects.requireNonNull(mapping.reference().part().extract(certificate).get(""));
		return new Snapshot.Entry(value, certificate, mapping, stored.fallback());
	}

	private static List<X509Certificate> leafFirst(CertificateChain chain) {
		List<X509Certificate> certificates = new ArrayList<>(chain.certificates());
		certificates.remove(chain.leaf());
		certificates.add(0, chain.leaf());
		return certificates;
	}

	private static X509Certificate last(CertificateChain chain, SecretId id) {
		if (!chain.ordered()) {
			throw new InvalidSecretException(id,
					"the certificates do not make one chain, so that none of them is the one for '%s'"
						.formatted(AUTHORITY),
					"Import the certificate again with every intermediate certificate and no other, or leave out '%s'."
						.formatted(AUTHORITY));
		}
		return chain.certificates().get(chain.certificates().size() - 1);
	}

	private static SensitiveValue pem(List<X509Certificate> certificates, SecretId id) {
		try {
			return SensitiveValue.of(Pem.encode(certificates));
		}
		catch (CertificateEncodingException ex) {
			throw new InvalidSecretException(id, "a certificate cannot be written as PEM",
					"Import the certificate again.");
		}
	}

	/**
	 * The forms in which a private key is written.
	 */
	public enum PrivateKeyFormat {

		/**
		 * {@code BEGIN PRIVATE KEY}, for every algorithm.
		 */
		PKCS8 {

			@Override
			SensitiveValue write(SensitiveValue pkcs8, PublicKey counterpart, SecretId id) {
				return pkcs8;
			}

		},

		/**
		 * {@code BEGIN RSA PRIVATE KEY} (PKCS#1) or {@code BEGIN EC PRIVATE KEY} (SEC 1).
		 */
		TRADITIONAL {

			@Override
			SensitiveValue write(SensitiveValue pkcs8, PublicKey counterpart, SecretId id) {
				try {
					return TraditionalKey.write(pkcs8, counterpart);
				}
				catch (TraditionalKey.UnsupportedAlgorithmException ex) {
					throw failure(id, "there is no traditional form of a private key of algorithm '%s'"
						.formatted(ex.algorithm()));
				}
				catch (IOException | GeneralSecurityException ex) {
					throw failure(id, "the private key cannot be read");
				}
			}

		};

		abstract SensitiveValue write(SensitiveValue pkcs8, PublicKey counterpart, SecretId id);

		/**
		 * Return the part of a certificate that an entry in this form is made of, as a
		 * Secret records it.
		 * @return the part
		 */
		String part() {
			return (this == PKCS8) ? "#private-key" : "#private-key " + name().toLowerCase(Locale.ROOT);
		}

		private static InvalidSecretException failure(SecretId id, String reason) {
			return new InvalidSecretException(id, reason,
					"Write the key as PKCS#8, or check the certificate in the vault.");
		}

	}

}
