/**
 * An application that shows which of its properties are from a Key Vault.
 */
@NullMarked
package dev.keyvault.samples.quickstart;

import org.jspecify.annotations.NullMarked;
