package dev.keyvault.mapping;

/**
 * Raised when a text is not an object reference. The message quotes the text and tells
 * the rule that it breaks.
 */
public final class InvalidReferenceException extends IllegalArgumentException {

	/**
	 * The grammar of references, for messages.
	 */
	public static final String GRAMMAR = "[optional:][secret/|key/|certificate/]name[@version][#part]";

	InvalidReferenceException(String reference, String rule) {
		super("'%s' is not an object reference: %s.".formatted(reference, rule));
	}

}
