/**
 * {@code spring.config.import: "keyvault:"}. The spine is
 * {@link dev.keyvault.spring.config.KeyVaultImporter}.
 * <ol>
 * <li>{@code KeyVaultConfigDataLocationResolver} and {@code KeyVaultConfigDataLoader} put
 * an empty {@code KeyVaultPropertySource} where an import is declared. Nothing is read
 * yet.</li>
 * <li>{@code ImportCompletion} runs after config data processing, when every document,
 * profile and placeholder is known. It binds {@code KeyVaultProperties} and reads the
 * {@code DeclarationSources}.</li>
 * <li>{@code DeclarationReader} turns imports and declarations into what is read, and
 * {@code VaultSettingsReader} into how vaults are reached.</li>
 * <li>{@code KeyVaultImporter} loads all keys at once, and reports all problems at
 * once.</li>
 * <li>{@code ImportedKeys} holds the snapshot in force and becomes a bean;
 * {@code KeyVaultPropertySource} gives its values by {@code LayerProperties}.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.config;

import org.jspecify.annotations.NullMarked;
