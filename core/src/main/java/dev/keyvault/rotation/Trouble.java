package dev.keyvault.rotation;

import java.time.Instant;

/**
 * Something that keeps a vault or a key from following. Holds no value.
 *
 * @param subject the vault, or the key and what it refers to
 * @param reason what is wrong, as a sentence
 * @param action what to do, as a sentence
 * @param since when a poll found it first
 */
public record Trouble(String subject, String reason, String action, Instant since) {

	Trouble knownSince(Instant earlier) {
		return new Trouble(this.subject, this.reason, this.action, earlier);
	}

	/**
	 * Return the trouble as one line.
	 * @return subject, reason and action
	 */
	@Override
	public String toString() {
		return this.subject + ": " + this.reason + " " + this.action;
	}

}
