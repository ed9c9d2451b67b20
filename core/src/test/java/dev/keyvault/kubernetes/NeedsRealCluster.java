package dev.keyvault.kubernetes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * SecretLabels a test of what only a real cluster does, such as garbage collection. It is
 * skipped, and reported as skipped, where {@code KEYVAULT_TEST_KUBECONFIG} names none.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("real-cluster")
@interface NeedsRealCluster {

}
