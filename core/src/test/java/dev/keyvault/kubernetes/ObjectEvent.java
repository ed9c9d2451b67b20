package dev.keyvault.kubernetes;

import tools.jackson.databind.JsonNode;

/**
 * Something that happened to an object of an API server.
 *
 * @param type {@code ADDED}, {@code MODIFIED} or {@code DELETED}
 * @param key which object
 * @param version the version it happened with
 * @param object the object then
 */
record ObjectEvent(String type, String key, long version, JsonNode object) {

}
