/**
 * Kubernetes Secrets that hold the values of a snapshot: what they are to be, how they
 * are written when that is needed, and how they are read back. The only package that
 * knows the Kubernetes client, an optional dependency.
 */
@NullMarked
package dev.keyvault.kubernetes;

import org.jspecify.annotations.NullMarked;
