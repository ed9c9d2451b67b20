package dev.keyvault.mapping;

import dev.keyvault.Internal;

/**
 * A key of one declaration.
 *
 * @param declaration the name of the declaration, such as {@code keyvault:payments}
 * @param key the key
 */
@Internal
public record DeclaredKey(String declaration, NamedKey key) {

}
