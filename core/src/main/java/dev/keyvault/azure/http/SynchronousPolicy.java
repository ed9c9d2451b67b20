package dev.keyvault.azure.http;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

import dev.keyvault.Internal;

/**
 * A policy of a pipeline that sends requests only synchronously.
 */
@Internal
public interface SynchronousPolicy extends HttpPipelinePolicy {

	@Override
	default Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		return Mono.error(new UnsupportedOperationException("Requests are sent synchronously"));
	}

}
