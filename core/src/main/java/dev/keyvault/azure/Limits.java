package dev.keyvault.azure;

import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * How much of an answer is read at most. A vault answers with far less: a secret has
 * 25,000 characters, a page of a list 25 objects.
 */
final class Limits {

	/**
	 * The bytes of a body.
	 */
	static final int BODY = 4 * 1024 * 1024;

	/**
	 * What JSON may look like.
	 */
	static final StreamReadConstraints JSON = StreamReadConstraints.builder()
		.maxNestingDepth(100)
		.maxNumberLength(100)
		.maxNameLength(10_000)
		.maxStringLength(BODY)
		.build();

	private Limits() {
	}

}
