package dev.keyvault.manifest;

import java.util.List;
import java.util.stream.Collectors;

import dev.keyvault.Internal;
import dev.keyvault.mapping.DeclarationSource.Mistake;

/**
 * A manifest cannot be used as it is.
 */
@Internal
public final class InvalidManifestException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final transient List<Mistake> mistakes;

	InvalidManifestException(List<Mistake> mistakes) {
		super(mistakes.stream()
			.map((mistake) -> "%s: %s".formatted(mistake.subject(), mistake.reason()))
			.collect(Collectors.joining("\n")));
		this.mistakes = List.copyOf(mistakes);
	}

	/**
	 * Return all that is wrong.
	 * @return the mistakes, whose subjects are file and line
	 */
	public List<Mistake> mistakes() {
		return this.mistakes;
	}

}
