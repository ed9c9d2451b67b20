package dev.keyvault.spring.config;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectId;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.spring.config.redaction.ImportedOrigin;

/**
 * Tells which version of which object a property is from.
 *
 * @param object the object, with its version
 * @param fallback where the value was taken from instead, since the vault was out of
 * reach, or {@code null} if it is from the vault
 */
public record KeyVaultOrigin(ObjectId object, @Nullable Fallback fallback) implements ImportedOrigin {

	@Override
	public String toString() {
		String from = (this.fallback != null) ? ", out of " + this.fallback.place() : "";
		return "Azure Key Vault " + this.object.describeExactly() + from;
	}

}
