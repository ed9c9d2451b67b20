/**
 * What every target shares: when it is written, what became of it and when it is retried.
 * The spine is {@link dev.keyvault.target.Reconciler}:
 * <ol>
 * <li>A {@link dev.keyvault.target.Target} gets each snapshot; what it writes are its
 * destinations.</li>
 * <li>{@link dev.keyvault.target.Reconciler} polls each
 * {@link dev.keyvault.target.Destination}, and isolates its failure.</li>
 * <li>A {@link dev.keyvault.target.WriteOutcome} says what became of it; a
 * {@link dev.keyvault.target.TargetException} says what failed and what to do.</li>
 * <li>{@code RetrySchedule} and {@link dev.keyvault.target.Backoff} say when it is polled
 * again, and {@code OutcomeLog} logs each change of state once.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.target;

import org.jspecify.annotations.NullMarked;
