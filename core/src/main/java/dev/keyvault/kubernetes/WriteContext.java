package dev.keyvault.kubernetes;

import java.time.Instant;

import io.fabric8.kubernetes.api.model.OwnerReference;
import org.jspecify.annotations.Nullable;

/**
 * What a write adds to a Secret besides what is declared.
 *
 * @param application the name of the application that writes, or {@code null} if it has
 * none
 * @param workload the workload that may delete the Secret, or {@code null} for none
 * @param owner what the Secret is garbage-collected with, or {@code null} for nothing
 * @param time the time of the write
 */
record WriteContext(@Nullable String application, @Nullable String workload, @Nullable OwnerReference owner,
		Instant time) {

}
