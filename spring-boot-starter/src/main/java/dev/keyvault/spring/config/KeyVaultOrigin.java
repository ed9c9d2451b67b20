package dev.keyvault.spring.config;

import org.springframework.boot.origin.Origin;

import dev.keyvault.object.ObjectId;

/**
 * Tells which version of which object a property is from.
 *
 * @param object the object, with its version
 */
public record KeyVaultOrigin(ObjectId object) implements Origin {

	@Override
	public String toString() {
		return "Azure Key Vault " + this.object.describe();
	}

}
