package dev.keyvault.rotation;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.certificate.PrivateKeyPem;
import dev.keyvault.object.ValidityPeriod;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * Rejects certificates that cannot be used: whose private key is another one's, that lost
 * it, whose chain broke, or of which the leaf or an intermediate is out of date. A chain
 * that is incomplete is let through if the one in force is incomplete, too. Immutable.
 */
@Internal
public final class CertificateValidator implements RotationValidator {

	private final Clock clock;

	/**
	 * Create a validator.
	 * @param clock tells the time
	 */
	public CertificateValidator(Clock clock) {
		this.clock = clock;
	}

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		Instant now = this.clock.instant();
		return proposed.changes()
			.stream()
			.map((change) -> reject(change, findFault(change, now)))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable RejectedChange reject(Change change, @Nullable String fault) {
		return (fault != null) ? new RejectedChange(change, fault) : null;
	}

	static @Nullable String findFault(Change change, Instant now) {
		Certificate after = certificate(change.after());
		if (after == null) {
			return null;
		}
		Certificate before = certificate(change.before());
		return Stream
			.of(findKeyFault(after), findLoss(before, change.entry(), after), findChainFault(before, after),
					findFault(after, now))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Certificate certificate(@Nullable Entry entry) {
		VaultObject object = (entry != null) ? entry.object() : null;
		return (object instanceof Certificate certificate) ? certificate : null;
	}

	/**
	 * Find out why the private key of a certificate cannot be used with it.
	 * @param certificate the certificate, with or without a private key
	 * @return a sentence that holds no value, or {@code null} if there is no private key
	 * or it belongs to the leaf
	 */
	public static @Nullable String findKeyFault(Certificate certificate) {
		if (certificate.privateKey() == null || isPair(certificate)) {
			return null;
		}
		return "The private key of the %s does not belong to the certificate.".formatted(certificate.id().describe());
	}

	private static boolean isPair(Certificate certificate) {
		return PrivateKeyPem.isCounterpart(Objects.requireNonNull(certificate.privateKey()),
				certificate.chain().leaf().getPublicKey());
	}

	private static @Nullable String findLoss(@Nullable Certificate before, Entry entry, Certificate after) {
		boolean had = before != null && before.privateKey() != null;
		if (!had || after.privateKey() != null || !entry.mapping().reference().part().hasKeyAndChain()) {
			return null;
		}
		return "The private key of the %s may not leave the vault, while that of the version in force may."
			.formatted(after.id().describe());
	}

	private static @Nullable String findChainFault(@Nullable Certificate before, Certificate after) {
		boolean known = before != null && !before.chain().ordered();
		if (after.chain().ordered() || known) {
			return null;
		}
		return "The %s has an incomplete chain: its %d certificates do not make one chain."
			.formatted(after.id().describe(), after.chain().certificates().size());
	}

	private static @Nullable String findFault(Certificate certificate, Instant now) {
		X509Certificate leaf = certificate.chain().leaf();
		String subject = "The %s".formatted(certificate.id().describe());
		return Stream.concat(Stream.of(violation(subject, leaf, now)), intermediates(certificate)
			.map((issuer) -> violation("%s has an issuer, '%s', that".formatted(subject, name(issuer)), issuer, now)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Stream<X509Certificate> intermediates(Certificate certificate) {
		return certificate.chain()
			.certificates()
			.stream()
			.filter((each) -> !each.equals(certificate.chain().leaf()))
			.filter((each) -> !each.getIssuerX500Principal().equals(each.getSubjectX500Principal()));
	}

	private static String name(X509Certificate certificate) {
		return certificate.getSubjectX500Principal().getName();
	}

	private static @Nullable String violation(String subject, X509Certificate certificate, Instant now) {
		String violation = ValidityPeriod.of(certificate).findViolation(now);
		return (violation != null) ? "%s %s.".formatted(subject, violation) : null;
	}

}
