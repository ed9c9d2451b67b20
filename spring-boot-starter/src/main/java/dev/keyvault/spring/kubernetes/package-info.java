/**
 * Kubernetes Secrets that follow imported keys. The spine is
 * {@link dev.keyvault.spring.kubernetes.SecretsLifecycle}:
 * <ol>
 * <li>{@code KeyVaultKubernetesAutoConfiguration} makes it of the settings that the
 * import has read.</li>
 * <li>It waits until {@code SecretsLeadership} knows which replica writes, and has the
 * Secrets written before the application is ready.</li>
 * <li>It has them written after each rotation, retried after a failure, and repaired when
 * others have changed them, on one polling worker.</li>
 * <li>{@code SecretsRemoval} deletes Secrets that are no longer declared.</li>
 * <li>{@code KeyVaultKubernetesHealthIndicator} shows what became of each.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.kubernetes;

import org.jspecify.annotations.NullMarked;
