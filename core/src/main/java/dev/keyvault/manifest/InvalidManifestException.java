package dev.keyvault.manifest;

import java.util.List;

import dev.keyvault.Internal;

/**
 * A manifest cannot be used as it is.
 */
@Internal
public final class InvalidManifestException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final transient List<String> mistakes;

	InvalidManifestException(List<String> mistakes) {
		super(String.join("\n", mistakes));
		this.mistakes = List.copyOf(mistakes);
	}

	/**
	 * Return all that is wrong.
	 * @return sentences, each with file and line
	 */
	public List<String> mistakes() {
		return this.mistakes;
	}

}
