/**
 * An Azure Key Vault in the same JVM, for tests and demonstrations.
 * {@link dev.keyvault.test.EmbeddedKeyVault} is the way in:
 * <ol>
 * <li>An {@link dev.keyvault.test.EmbeddedKeyVaultBuilder} or the
 * {@link dev.keyvault.test.EmbeddedKeyVaultExtension} starts an HTTPS server, which
 * {@code ServerLifecycle} stops and starts again on its port.</li>
 * <li>The test puts {@link dev.keyvault.test.EmbeddedSecret secrets},
 * {@link dev.keyvault.test.EmbeddedKey keys} and
 * {@link dev.keyvault.test.EmbeddedCertificate certificates} into it; {@code ObjectStore}
 * keeps their versions, each with its {@code Content}.</li>
 * <li>{@code RequestRouter} hands each {@code VaultRequest} to {@code EntraHandler},
 * which issues tokens, or by way of {@code TokenCheck} and
 * {@link dev.keyvault.test.AccessRules} to {@code ObjectHandler}.</li>
 * <li>{@link dev.keyvault.test.Faults} change answers, each by a
 * {@code FaultBehavior}.</li>
 * <li>{@link dev.keyvault.test.RequestLog} shows what was asked.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.test;

import org.jspecify.annotations.NullMarked;
