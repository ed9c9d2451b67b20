package dev.keyvault.samples.quickstart;

import org.springframework.boot.context.properties.ConfigurationProperties;

import dev.keyvault.object.SensitiveValue;

/**
 * What the application would connect with. Logging it shows no value.
 *
 * @param connectionString how to reach the database
 * @param clientSecret the password of the application at its identity provider
 */
@ConfigurationProperties("app")
record AppSettings(SensitiveValue connectionString, SensitiveValue clientSecret) {

}
