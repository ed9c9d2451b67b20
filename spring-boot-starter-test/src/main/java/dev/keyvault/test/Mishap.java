package dev.keyvault.test;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with a request.
 */
@FunctionalInterface
interface Mishap {

	/**
	 * Happens once.
	 * @return the answer, or null to go on as if nothing had happened
	 */
	@Nullable ResponseDefinition happen();

}
