/**
 * What operators see of imported keys.
 */
@NullMarked
package dev.keyvault.spring.actuate;

import org.jspecify.annotations.NullMarked;
