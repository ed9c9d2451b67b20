package dev.keyvault.rotation;

/**
 * A trouble, and what tells it from another one with the same subject. As long as that
 * stays the same, nothing is logged.
 *
 * @param trouble the trouble
 * @param state what is worth telling once
 */
record Finding(Trouble trouble, String state) {

	boolean isAbout(Finding other) {
		return this.trouble.subject().equals(other.trouble.subject());
	}

	boolean continues(Finding earlier) {
		return isAbout(earlier) && this.state.equals(earlier.state);
	}

	Finding after(Finding earlier) {
		return new Finding(this.trouble.knownSince(earlier.trouble.since()), this.state);
	}

}
