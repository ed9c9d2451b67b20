package dev.keyvault.spring.config;

import java.util.List;
import java.util.Objects;

import org.springframework.boot.context.config.ConfigDataResource;

/**
 * One import of keys: the vaults and manifests that it names.
 */
final class KeyVaultConfigDataResource extends ConfigDataResource {

	static final String PREFIX = "keyvault:";

	private final KeyVaultImport declaration;

	KeyVaultConfigDataResource(List<String> places, boolean optional) {
		super(optional);
		this.declaration = new KeyVaultImport(places, optional);
	}

	KeyVaultImport declaration() {
		return this.declaration;
	}

	@Override
	public boolean equals(Object obj) {
		return obj instanceof KeyVaultConfigDataResource other && this.declaration.equals(other.declaration);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.declaration);
	}

	@Override
	public String toString() {
		return this.declaration.name();
	}

}
