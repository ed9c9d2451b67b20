/**
 * Which object becomes which named key: references, the parts of an object, and rules
 * that import many secrets at once.
 */
@NullMarked
package dev.keyvault.mapping;

import org.jspecify.annotations.NullMarked;
