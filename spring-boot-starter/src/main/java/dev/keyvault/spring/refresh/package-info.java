/**
 * What users and followers touch: the refresher, {@code Rotating}, followers and what a
 * rotation means for the environment.
 */
@NullMarked
package dev.keyvault.spring.refresh;

import org.jspecify.annotations.NullMarked;
