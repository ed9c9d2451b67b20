/**
 * The port to vaults, and what may go wrong behind it. The spine is
 * {@link dev.keyvault.source.ObjectSource}.
 * <ol>
 * <li>A caller asks an {@link dev.keyvault.source.ObjectSource} for an object, its
 * versions or a list, within a {@link dev.keyvault.source.Deadline}.</li>
 * <li>The source answers, or throws one of the sealed
 * {@link dev.keyvault.source.KeyVaultException}s, which say how far they reach and what
 * to do.</li>
 * <li>What nobody foresaw becomes one of them in
 * {@link dev.keyvault.source.GuardedSource}, without the message that was thrown.</li>
 * <li>A {@link dev.keyvault.source.Problem} is the form in which start-up, rotation and
 * health report it; the application spells the {@link dev.keyvault.source.Setting}s that
 * its {@link dev.keyvault.source.Message} names.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.source;

import org.jspecify.annotations.NullMarked;
