/**
 * {@code spring.config.import: "keyvault:"}. Config data processing only marks the place
 * that the imported keys take among the property sources; they are read right after it,
 * when every document, profile and placeholder of the application is known.
 */
@NullMarked
package dev.keyvault.spring.config;

import org.jspecify.annotations.NullMarked;
