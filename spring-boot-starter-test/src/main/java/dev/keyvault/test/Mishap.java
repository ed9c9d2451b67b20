package dev.keyvault.test;

import java.util.function.Supplier;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with a request.
 */
@FunctionalInterface
interface Mishap {

	/**
	 * Happens once.
	 * @param usual gives the answer that there would be otherwise
	 * @return the answer, or null to go on as if nothing had happened
	 */
	@Nullable ResponseDefinition happen(Supplier<ResponseDefinition> usual);

}
