package dev.keyvault.source;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.source.KeyVaultException.Reach;

/**
 * Something that keeps keys from having the value that they should have. Holds no value
 * of an object. Start-up, rotation and health all report problems in this form.
 * Immutable.
 *
 * @param subject what the problem is about
 * @param effect what follows from it, as sentences; empty if that goes without saying
 * @param reason why there is a problem, as a sentence
 * @param action what to do, as a sentence
 * @param reach how far the problem reaches
 * @param since when the problem was found first, or {@code null} if it is reported once
 * only
 * @param trace where something unexpected was thrown, without messages, or {@code null}
 * if nothing was
 */
public record Problem(Subject subject, String effect, String reason, Message action, Reach reach,
		@Nullable Instant since, @Nullable RedactedException trace) {

	/**
	 * Create a problem with a single subject, whose effect goes without saying.
	 * @param subject what the problem is about
	 * @param reason why there is a problem, as a sentence
	 * @param action what to do, as a sentence
	 */
	public Problem(Subject subject, String reason, Message action) {
		this(subject, "", reason, action, Reach.OBJECT, null, null);
	}

	/**
	 * Make a problem of a failure to read.
	 * @param subject what the problem is about
	 * @param failure the failure
	 * @return the problem
	 */
	public static Problem of(Subject subject, KeyVaultException failure) {
		RedactedException trace = (failure.getCause() instanceof RedactedException redacted) ? redacted : null;
		return new Problem(subject, "", failure.reason(), failure.action(), failure.reach(), null, trace);
	}

	/**
	 * Add what follows from the problem.
	 * @param effect the sentences
	 * @return the problem with this effect
	 */
	public Problem withEffect(String effect) {
		return new Problem(this.subject, effect, this.reason, this.action, this.reach, this.since, this.trace);
	}

	/**
	 * Replace what the problem is about.
	 * @param subject the subject
	 * @return the problem with this subject
	 */
	public Problem withSubject(Subject subject) {
		return new Problem(subject, this.effect, this.reason, this.action, this.reach, this.since, this.trace);
	}

	/**
	 * Replace what to do.
	 * @param action the sentences
	 * @return the problem with this action
	 */
	public Problem withAction(Message action) {
		return new Problem(this.subject, this.effect, this.reason, action, this.reach, this.since, this.trace);
	}

	/**
	 * Set when the problem was found first.
	 * @param since the time
	 * @return the problem with this time
	 */
	public Problem since(Instant since) {
		return new Problem(this.subject, this.effect, this.reason, this.action, this.reach, since, this.trace);
	}

	/**
	 * Spell the settings that the problem names.
	 * @param spelling spells a setting
	 * @return the problem with the settings spelled
	 */
	public Problem spelled(Function<Setting, String> spelling) {
		return withAction(Message.of(this.action.spelled(spelling)));
	}

	/**
	 * Return why there is a problem and what follows from it.
	 * @return the sentences
	 */
	public String explanation() {
		return join(this.reason, this.effect);
	}

	/**
	 * Return all that is said of the subject.
	 * @return reason, effect and action
	 */
	public String sentences() {
		return join(explanation(), this.action.toString());
	}

	/**
	 * Return whether this is a problem that was there before. The reason why a vault
	 * fails as a whole may differ from poll to poll while it is one outage.
	 * @param earlier the problem that was there before
	 * @return whether nothing has changed that deserves to be reported
	 */
	public boolean continues(Problem earlier) {
		return this.subject.equals(earlier.subject) && ((this.subject instanceof Subject.WholeVault)
				? this.reach == earlier.reach : explanation().equals(earlier.explanation()));
	}

	/**
	 * Return the problem as one line.
	 * @return the subject and the sentences
	 */
	@Override
	public String toString() {
		return this.subject + ": " + sentences();
	}

	private static String join(String... sentences) {
		return Stream.of(sentences).filter((sentence) -> !sentence.isEmpty()).collect(Collectors.joining(" "));
	}

}
