package dev.keyvault.azure;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * A policy of a pipeline that sends requests only synchronously.
 */
interface SynchronousPolicy extends HttpPipelinePolicy {

	@Override
	default Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		return Mono.error(new UnsupportedOperationException("Requests are sent synchronously"));
	}

}
