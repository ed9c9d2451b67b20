/**
 * Keeps imported values literal: what looks like a placeholder or an expression in a
 * value is text and nothing else. The spine is
 * {@link dev.keyvault.spring.config.literal.EmbeddedValues}.
 * <ol>
 * <li>{@code PlaceholderPolicy} decides in which values placeholders are resolved.</li>
 * <li>{@code Placeholders} escapes each beginning of a placeholder when a property source
 * gives a value.</li>
 * <li>{@code EmbeddedValues} resolves the text of {@code @Value} and of bean definitions
 * before all others do.</li>
 * <li>{@code TaintTracker} tells it which characters of the result are from a vault.</li>
 * <li>{@code ExpressionText} writes these as literals of the expression language.</li>
 * <li>{@code ExpressionReaders} refuses a value where nothing can be rewritten, such as
 * in conditions.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.spring.config.literal;

import org.jspecify.annotations.NullMarked;
