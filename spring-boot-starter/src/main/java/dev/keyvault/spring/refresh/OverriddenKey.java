package dev.keyvault.spring.refresh;

import org.jspecify.annotations.Nullable;

/**
 * An imported key that another property source overrides, so that its rotation has no
 * effect. Holds no value.
 *
 * @param key the name of the key, as it is declared
 * @param source the name of the property source that has the value in force
 * @param origin where that value is from, or {@code null} if its source does not say so
 */
public record OverriddenKey(String key, String source, @Nullable String origin) {

	private static final String DECRYPTED = "decrypted";

	/**
	 * Return whether Spring Cloud has decrypted the key when the application started, and
	 * keeps what came out.
	 * @return whether the value in force is the imported one, as it was at the start
	 */
	public boolean isDecrypted() {
		return DECRYPTED.equals(this.source);
	}

	@Override
	public String toString() {
		String from = (this.origin != null) ? " (" + this.origin + ")" : "";
		return isDecrypted() ? "'%s' by what Spring Cloud decrypted at the start".formatted(this.key)
				: "'%s' by property source '%s'%s".formatted(this.key, this.source, from);
	}

}
