/**
 * Targets of the application, written at start-up and after each rotation. The spine is
 * {@code TargetsLifecycle}:
 * <ol>
 * <li>{@link dev.keyvault.spring.target.KeyVaultTargetAutoConfiguration} finds the
 * {@link dev.keyvault.target.Target} beans and gives each a {@code TargetWorker}.</li>
 * <li>{@code TargetsLifecycle} has all of them write before the application is ready, and
 * those with a rotated key after a rotation.</li>
 * <li>{@code TargetWorker} writes one target on its own thread, and retries after a
 * back-off.</li>
 * <li>{@code KeyVaultTargetsHealthIndicator} shows what became of each.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.target;

import org.jspecify.annotations.NullMarked;
