package dev.keyvault.rotation;

/**
 * A change that is not to come into force. The key keeps the value it has, and so does
 * every other key that takes its value out of the same version of the same object.
 *
 * @param change the change
 * @param reason why not, as a sentence that holds no value
 */
public record RejectedChange(Change change, String reason) {

	/**
	 * Return the rejection without values.
	 * @return such as {@code app.key (secret 'key': 0123… to 4567…): It is too short.}
	 */
	@Override
	public String toString() {
		return this.change + ": " + this.reason;
	}

}
