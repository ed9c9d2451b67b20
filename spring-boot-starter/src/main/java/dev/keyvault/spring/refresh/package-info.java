/**
 * Beans follow the vault: the environment of one snapshot, which properties a rotation
 * reaches, and who takes the new values.
 */
@NullMarked
package dev.keyvault.spring.refresh;

import org.jspecify.annotations.NullMarked;
