package dev.keyvault.spring.config;

/**
 * A key of a map of a vault or a Secret, as it came out of binding.
 *
 * @param owner the name of the vault or the Secret
 * @param map the map
 * @param key the key
 */
record SpelledKey(String owner, SpelledMap map, String key) {

}
