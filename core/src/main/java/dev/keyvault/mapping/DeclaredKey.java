package dev.keyvault.mapping;

/**
 * A key of one declaration.
 *
 * @param declaration the name of the declaration, such as {@code keyvault:payments}
 * @param key the key
 */
public record DeclaredKey(String declaration, NamedKey key) {

}
