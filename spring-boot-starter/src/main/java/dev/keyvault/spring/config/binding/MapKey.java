package dev.keyvault.spring.config.binding;

import dev.keyvault.Internal;

/**
 * A key of a map of a vault or a Secret, as binding gives it.
 *
 * @param owner the name of the vault or the Secret
 * @param map the map
 * @param key the key
 */
@Internal
public record MapKey(String owner, MapKeys map, String key) {

}
