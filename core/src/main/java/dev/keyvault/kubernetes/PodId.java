package dev.keyvault.kubernetes;

/**
 * The pod that the application runs in.
 *
 * @param namespace its namespace
 * @param name its name, which is the host name unless the pod says otherwise
 */
public record PodId(String namespace, String name) {

}
