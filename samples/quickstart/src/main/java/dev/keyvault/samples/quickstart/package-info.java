/**
 * An application that shows which of its properties come from a Key Vault, and how its
 * beans follow a rotation. {@code QuickstartApplication} starts it:
 * <ol>
 * <li>{@code EmbeddedVault} starts a vault, unless a real one is configured.</li>
 * <li>{@code KeyOverview} lists the imported keys; each {@code Follower} is a bean that
 * uses one of them in its own way.</li>
 * <li>{@code ChangeHistory} remembers since when each key and bean has its version.</li>
 * <li>{@code ConsoleReport} prints that once, and {@code LivePage} shows it as it
 * changes; {@code RotateButton} rotates a secret.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.samples.quickstart;

import org.jspecify.annotations.NullMarked;
