package dev.keyvault.mapping;

import java.util.List;

/**
 * The keys that one import asks for. Within a declaration every key comes from one
 * object.
 *
 * @param name the name of the declaration, such as {@code keyvault:payments}
 * @param mappings the keys that are written down
 * @param rules the rules that find more keys by listing a vault
 */
public record Declaration(String name, List<KeyMapping> mappings, List<ImportRule> rules) {

	public Declaration {
		mappings = List.copyOf(mappings);
		rules = List.copyOf(rules);
	}

}
