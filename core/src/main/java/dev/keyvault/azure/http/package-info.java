/**
 * How requests travel. The spine is {@code JdkTransport}, the HTTP client of the JDK as
 * the Azure SDK wants it:
 * <ol>
 * <li>{@code Proxies} and {@code TrustStores} say through whom, and whom to trust.</li>
 * <li>{@code Limits} and {@code LimitedBody} bound what others send.</li>
 * <li>{@code RetryingPolicy} repeats what may succeed, as {@code RetryAfter} allows and
 * within the deadline.</li>
 * <li>{@code NetworkFailure} says in words of users what went wrong.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.azure.http;

import org.jspecify.annotations.NullMarked;
