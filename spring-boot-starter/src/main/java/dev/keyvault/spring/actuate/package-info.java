/**
 * What operators see in the actuator.
 * <ol>
 * <li>{@code KeyVaultHealthIndicator} shows the problems that keep keys from following.
 * <li>{@code KeyVaultSanitizingFunction} hides imported values and credentials.
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.actuate;

import org.jspecify.annotations.NullMarked;
