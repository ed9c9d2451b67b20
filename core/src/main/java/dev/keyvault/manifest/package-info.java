/**
 * The manifests of the Secrets Store CSI Driver.
 * {@link dev.keyvault.manifest.SecretProviderClassReader} is the spine: it splits a file
 * into documents ({@code YamlNode}, which keeps lines and raw scalars), reads the
 * parameters, then the objects, then the Secrets made of them, and fails with all
 * mistakes at once. The result is a {@link dev.keyvault.manifest.SecretProviderClass};
 * {@link dev.keyvault.manifest.ManifestDeclarations} says what several of them mean
 * together, as declarations.
 */
@NullMarked
package dev.keyvault.manifest;

import org.jspecify.annotations.NullMarked;
