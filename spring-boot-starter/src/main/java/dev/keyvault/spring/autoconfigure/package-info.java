/**
 * Auto-configuration of what follows imported keys.
 */
@NullMarked
package dev.keyvault.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
