package dev.keyvault.test;

import java.util.function.Supplier;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What a fault does to a request.
 */
@FunctionalInterface
interface FaultBehavior {

	/**
	 * Answers one request.
	 * @param usual gives the answer that there would be otherwise
	 * @return the answer, or null to go on as if there were no fault
	 */
	@Nullable ResponseDefinition respond(Supplier<ResponseDefinition> usual);

}
