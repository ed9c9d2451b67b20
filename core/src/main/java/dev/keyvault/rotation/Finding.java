package dev.keyvault.rotation;

import org.jspecify.annotations.Nullable;

import dev.keyvault.source.RedactedException;

/**
 * A trouble, and what tells it from another one with the same subject. As long as that
 * stays the same, nothing is logged.
 *
 * @param trouble the trouble
 * @param state what is worth telling once
 * @param trace where it went wrong, without messages, or {@code null} if that is of no
 * interest
 */
record Finding(Trouble trouble, String state, @Nullable RedactedException trace) {

	static Finding of(Trouble trouble) {
		return new Finding(trouble, trouble.reason(), null);
	}

	boolean isAbout(Finding other) {
		return this.trouble.subject().equals(other.trouble.subject());
	}

	boolean continues(Finding earlier) {
		return isAbout(earlier) && this.state.equals(earlier.state);
	}

	Finding after(Finding earlier) {
		return new Finding(this.trouble.knownSince(earlier.trouble.since()), this.state, this.trace);
	}

}
