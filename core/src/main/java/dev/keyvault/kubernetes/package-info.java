/**
 * Kubernetes Secrets that hold the values of a snapshot. The only package that knows the
 * Kubernetes client, an optional dependency. The spine is
 * {@link dev.keyvault.kubernetes.SecretReconciler}:
 * <ol>
 * <li>A {@link dev.keyvault.kubernetes.SecretDeclaration} says what a Secret is made of,
 * by {@link dev.keyvault.kubernetes.EntrySource entry sources}, and makes a
 * {@code SecretManifest} of the values.</li>
 * <li>{@code SecretPublisher} turns the manifest into a {@code SecretDraft} with
 * {@code SecretLabels}.</li>
 * <li>{@code SecretWriter} compares the draft with the {@code LiveSecret}, which a
 * {@code SecretWatch} or a request gives, and writes what differs by server-side apply,
 * if {@link dev.keyvault.kubernetes.Leadership} lets this replica write.</li>
 * <li>{@code ApiFailures} translates what the API server says into a
 * {@link dev.keyvault.kubernetes.KubernetesException}.</li>
 * <li>{@link dev.keyvault.kubernetes.SecretFallback} takes values back out of Secrets,
 * and {@link dev.keyvault.kubernetes.OrphanedSecrets} deletes those that are no longer
 * declared.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.kubernetes;

import org.jspecify.annotations.NullMarked;
