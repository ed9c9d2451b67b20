package dev.keyvault.kubernetes;

import java.time.Instant;

import io.fabric8.kubernetes.api.model.OwnerReference;
import org.jspecify.annotations.Nullable;

/**
 * What a write adds to a Secret besides what is declared.
 *
 * @param application the application that writes
 * @param owner what the Secret is garbage-collected with, or {@code null} for nothing
 * @param time the time of the write
 */
record Stamp(String application, @Nullable OwnerReference owner, Instant time) {

}
