package dev.keyvault.spring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

import dev.keyvault.object.ObjectId;
import dev.keyvault.snapshot.Fallback;

/**
 * Tells which version of which object a property is from.
 *
 * @param object the object, with its version
 * @param fallback where the value was taken from instead, since the vault was out of
 * reach, or {@code null} if it is from the vault
 */
public record KeyVaultOrigin(ObjectId object, @Nullable Fallback fallback) implements Origin {

	@Override
	public String toString() {
		String from = (this.fallback != null) ? ", out of " + this.fallback.place() : "";
		return "Azure Key Vault " + this.object.describe() + from;
	}

}
