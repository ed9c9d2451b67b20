package dev.keyvault.mapping;

import java.util.List;
import java.util.Set;

import dev.keyvault.object.Vault;

/**
 * The keys that one import asks for. Within a declaration every key comes from one
 * object.
 *
 * @param name the name of the declaration, such as {@code keyvault:payments}
 * @param optional whether the application starts without those keys that an outage keeps
 * from being read
 * @param mappings the keys that are written down
 * @param rules the rules that find more keys by listing a vault
 */
public record Declaration(String name, boolean optional, List<KeyMapping> mappings, List<ImportRule> rules) {

	public Declaration {
		mappings = List.copyOf(mappings);
		rules = List.copyOf(rules);
	}

	/**
	 * Create a declaration without whose keys an application does not start.
	 * @param name the name of the declaration, such as {@code keyvault:payments}
	 * @param mappings the keys that are written down
	 * @param rules the rules that find more keys by listing a vault
	 */
	public Declaration(String name, List<KeyMapping> mappings, List<ImportRule> rules) {
		this(name, false, mappings, rules);
	}

	/**
	 * Return whether something is asked of a vault.
	 * @param vault the vault
	 * @return whether a key or a rule names it
	 */
	public boolean uses(Vault vault) {
		return this.mappings.stream().anyMatch((mapping) -> mapping.vault().equals(vault))
				|| this.rules.stream().anyMatch((rule) -> rule.vault().equals(vault));
	}

	/**
	 * Return what is asked of other vaults.
	 * @param vaults the vaults to leave out
	 * @return the declaration without their keys and rules
	 */
	public Declaration without(Set<Vault> vaults) {
		return new Declaration(this.name, this.optional,
				this.mappings.stream().filter((mapping) -> !vaults.contains(mapping.vault())).toList(),
				this.rules.stream().filter((rule) -> !vaults.contains(rule.vault())).toList());
	}

}
