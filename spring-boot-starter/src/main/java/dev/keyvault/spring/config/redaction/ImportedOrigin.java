package dev.keyvault.spring.config.redaction;

import org.springframework.boot.origin.Origin;

import dev.keyvault.Internal;

/**
 * The origin of a property whose value is never shown.
 */
@Internal
public interface ImportedOrigin extends Origin {

}
