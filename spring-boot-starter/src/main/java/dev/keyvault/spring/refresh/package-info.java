/**
 * Polls vaults while the application runs, and calls what follows a rotation: the API for
 * applications and the SPI for followers. {@code RotationDispatcher} is the place to
 * start:
 * <ol>
 * <li>{@code RotationThread} polls the vaults when they are due, or when
 * {@code KeyVaultRefresher} asks for it.
 * <li>Validators review what has changed. A {@code RotationContext} holds what the
 * rotation means for them, as an {@code EnvironmentChange}.
 * <li>When the new values are in force, {@code RotationDispatcher} calls each
 * {@code RotationFollower} in its {@code RotationOrder}.
 * <li>It publishes {@code KeyVaultRotatedEvent}, and each {@code RotationReport} logs
 * what still has an old value.
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.refresh;

import org.jspecify.annotations.NullMarked;
