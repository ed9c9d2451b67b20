package dev.keyvault.kubernetes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * SecretLabels tests that let the API server fail or count its requests. They are
 * skipped, and reported as skipped, on a real cluster.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsFakeCluster {

}
