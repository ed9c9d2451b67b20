package dev.keyvault.azure.http;

import com.azure.core.util.Context;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.keyvault.Internal;

/**
 * How much is made of what others send. A vault sends far less: a secret has 25,000
 * characters, a page of a list 25 objects.
 */
@Internal
public final class Limits {

	/**
	 * The bytes of an answer of a vault.
	 */
	public static final int BODY = 4 * 1024 * 1024;

	/**
	 * The bytes of an answer of who gives tokens, since the identity library reads it
	 * without limits of its own.
	 */
	public static final int TOKEN_BODY = 64 * 1024;

	/**
	 * The bytes of a file with a credential.
	 */
	public static final int CREDENTIAL_FILE = 1024 * 1024;

	/**
	 * The characters of a challenge.
	 */
	public static final int CHALLENGE = 4096;

	/**
	 * The pages of a list.
	 */
	public static final int PAGES = 4000;

	/**
	 * The objects of a list.
	 */
	public static final int OBJECTS = 100_000;

	/**
	 * The certificates of a chain.
	 */
	public static final int CERTIFICATES = 50;

	/**
	 * What JSON may look like.
	 */
	static final StreamReadConstraints JSON = StreamReadConstraints.builder()
		.maxNestingDepth(100)
		.maxNumberLength(100)
		.maxNameLength(10_000)
		.maxStringLength(BODY)
		.build();

	/**
	 * What tells, in the context of a request, how long the answer may be.
	 */
	public static final String BODY_KEY = "dev.keyvault.body";

	private Limits() {
	}

	/**
	 * Return how long the answer to a request may be.
	 * @param context the context of the request
	 * @return the bytes
	 */
	static int body(Context context) {
		return (int) context.getData(BODY_KEY).orElse(BODY);
	}

}
