package dev.keyvault.object;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * What a vault records about one version of an object. Key Vault gives times in whole
 * seconds.
 *
 * @param enabled whether the version may be read
 * @param notBefore when the version starts to be valid, or {@code null} for at once
 * @param expires when the version stops being valid, or {@code null} for never
 * @param created when the version was made, or {@code null} if the vault does not say
 * @param updated when the version or its attributes last changed, or {@code null} if the
 * vault does not say
 */
@Internal
public record ObjectAttributes(boolean enabled, @Nullable Instant notBefore, @Nullable Instant expires,
		@Nullable Instant created, @Nullable Instant updated) {

	/**
	 * The attributes of a version that is enabled and always valid.
	 */
	public static final ObjectAttributes NONE = new ObjectAttributes(true, null, null, null, null);

}
