package dev.keyvault.spring.actuate;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.config.KeyVaultPropertySource;

/**
 * Hides imported keys where the actuator shows values: the keys themselves, other
 * properties whose text has the value of a key in it, be it a former one, such as a
 * connection string, and the credentials under {@code keyvault.vaults} and the logins of
 * proxies, also as environment variables and properties of the JVM. Values shorter than 4
 * characters are not looked for in other properties.
 */
final class KeyVaultSanitizingFunction implements SanitizingFunction {

	private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");

	private static final Pattern CREDENTIAL = Pattern.compile(
			"keyvault(vaults.*)?credential(clientsecret|clientcertificatepassword|token)|keyvaulthttpproxypassword|https?proxy(password)?|azureclient(secret|certificatepassword)");

	private final @Nullable ImportedKeys keys;

	/**
	 * Create a function that hides the given keys.
	 * @param keys the keys, or {@code null} if the application imports none
	 */
	KeyVaultSanitizingFunction(@Nullable ImportedKeys keys) {
		this.keys = keys;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		return isSensitive(data) ? data.withSanitizedValue() : data;
	}

	private boolean isSensitive(SanitizableData data) {
		return data.getPropertySource() instanceof KeyVaultPropertySource || isCredential(data.getLowerCaseKey())
				|| holdsKey(data.getValue());
	}

	private static boolean isCredential(String key) {
		return CREDENTIAL.matcher(PUNCTUATION.matcher(key).replaceAll("")).matches();
	}

	private boolean holdsKey(@Nullable Object value) {
		return this.keys != null && value != null && this.keys.areShownIn(value.toString());
	}

}
