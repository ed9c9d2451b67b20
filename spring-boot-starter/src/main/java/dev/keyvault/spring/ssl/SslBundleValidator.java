package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.spring.config.DeclaredSslBundles;

/**
 * Rejects certificates that cannot be used for an SSL bundle. Faults that concern every
 * use of a certificate are left to {@code CertificateValidator}. Immutable.
 */
final class SslBundleValidator implements RotationValidator {

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		return proposed.changes()
			.stream()
			.filter(DeclaredSslBundles::isChanged)
			.map(SslBundleValidator::findRefusal)
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable RejectedChange findRefusal(Change change) {
		Entry after = change.after();
		if (after == null) {
			return null;
		}
		Certificate certificate = (Certificate) after.object();
		String subject = certificate.id().describe();
		if (certificate.privateKey() == null) {
			return new RejectedChange(change, "The private key of the %s may not leave the vault.".formatted(subject));
		}
		return isUsable(certificate) ? null
				: new RejectedChange(change, "The %s cannot be used for TLS.".formatted(subject));
	}

	private static boolean isUsable(Certificate certificate) {
		try {
			TlsIdentity.of(certificate, TrustAnchors.of(certificate.chain().certificates())).keyStore();
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
