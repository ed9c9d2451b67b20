/**
 * An application that does nothing but keep Kubernetes Secrets.
 */
@NullMarked
package dev.keyvault.samples.secretsync;

import org.jspecify.annotations.NullMarked;
