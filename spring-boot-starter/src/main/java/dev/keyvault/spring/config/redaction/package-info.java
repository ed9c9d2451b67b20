/**
 * Keeps imported values out of failure reports. The spine is
 * {@link dev.keyvault.spring.config.redaction.ImportedProperties}.
 * <ol>
 * <li>{@code ShownValues} knows every value that a bean may hold, and finds it in a
 * text.</li>
 * <li>{@code HidingTypeConverter} converts for the bean factory, and its exception quotes
 * no value.</li>
 * <li>{@code ImportedProperties} finds out which properties have an imported value, and
 * what they may be called.</li>
 * <li>The failure analyzers describe a failure with it:
 * {@code HiddenValueFailureAnalyzer} one of {@code @Value},
 * {@code ImportedValueFailureAnalyzer} one of binding, and
 * {@code QuotedValueFailureAnalyzer} any other that quotes a value.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.config.redaction;

import org.jspecify.annotations.NullMarked;
