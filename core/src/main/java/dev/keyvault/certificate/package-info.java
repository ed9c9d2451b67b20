/**
 * Certificates and keys in the forms in which they are kept. Only this package knows
 * Bouncy Castle.
 *
 * <ol>
 * <li>{@link dev.keyvault.certificate.CertificateContent} reads a PKCS#12 store or a PEM
 * text, through {@code PfxContent} or {@code PemContent}.
 * <li>{@code PfxContent} decrypts a store with {@code BlankPasswordDecryption}, which
 * spends no more than its {@code DerivationBudget}.
 * <li>The content becomes a {@link dev.keyvault.object.CertificateChain}, leaf first, and
 * a private key as PKCS#8 PEM.
 * <li>{@link dev.keyvault.certificate.Pem},
 * {@link dev.keyvault.certificate.PrivateKeyPem} and
 * {@link dev.keyvault.certificate.TraditionalKey} write and read single structures.
 * <li>{@link dev.keyvault.certificate.KeyStrength} tells what is weak about keys and
 * certificates.
 * </ol>
 */
@NullMarked
package dev.keyvault.certificate;

import org.jspecify.annotations.NullMarked;
