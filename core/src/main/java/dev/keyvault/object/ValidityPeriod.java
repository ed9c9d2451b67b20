package dev.keyvault.object;

import java.security.cert.X509Certificate;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * When something may be used.
 *
 * @param notBefore the first moment, or {@code null} if there is none
 * @param expires the first moment after it, or {@code null} if there is none
 */
@Internal
public record ValidityPeriod(@Nullable Instant notBefore, @Nullable Instant expires) {

	/**
	 * Return when a version may be used.
	 * @param attributes the attributes of the version
	 * @return the period
	 */
	public static ValidityPeriod of(ObjectAttributes attributes) {
		return new ValidityPeriod(attributes.notBefore(), attributes.expires());
	}

	/**
	 * Return when a certificate may be used.
	 * @param certificate the certificate
	 * @return the period
	 */
	public static ValidityPeriod of(X509Certificate certificate) {
		return new ValidityPeriod(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
	}

	/**
	 * Find out why something may not be used at a moment.
	 * @param now the moment
	 * @return such as {@code expired at 2026-01-31T00:00:00Z}, to be put after the
	 * subject of a sentence, or {@code null} if it may be used
	 */
	public @Nullable String findViolation(Instant now) {
		if (this.expires != null && !now.isBefore(this.expires)) {
			return "expired at %s".formatted(this.expires);
		}
		if (this.notBefore != null && now.isBefore(this.notBefore)) {
			return "is not valid before %s".formatted(this.notBefore);
		}
		return null;
	}

}
