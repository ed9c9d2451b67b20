/**
 * How values follow the vault while an application runs: polling again, finding what
 * changed, asking whether it may, putting it in force, and telling who follows.
 */
@NullMarked
package dev.keyvault.rotation;

import org.jspecify.annotations.NullMarked;
