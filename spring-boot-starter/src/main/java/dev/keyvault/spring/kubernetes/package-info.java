/**
 * Kubernetes Secrets follow imported keys.
 */
@NullMarked
package dev.keyvault.spring.kubernetes;

import org.jspecify.annotations.NullMarked;
