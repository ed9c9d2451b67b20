package dev.keyvault.azure.credential;

import java.net.URI;
import java.util.concurrent.ExecutorService;

import com.azure.core.http.HttpPipeline;
import com.azure.identity.AadCredentialBuilderBase;

/**
 * An application of a Microsoft Entra tenant.
 *
 * @param tenantId the tenant
 * @param clientId the application
 * @param authorityHost where the tenant gives out tokens
 */
record Application(String tenantId, String clientId, URI authorityHost) {

	Principal principal(String method) {
		return new Principal(method, this.clientId, this.tenantId);
	}

	/**
	 * Prepare a builder for this application. The authority host is configured, so nobody
	 * else is asked whether it is one.
	 * @param <T> the type of builder
	 * @param builder the builder
	 * @param pipeline sends the requests
	 * @param executor runs them
	 * @return the builder
	 */
	<T extends AadCredentialBuilderBase<T>> T prepare(T builder, HttpPipeline pipeline, ExecutorService executor) {
		return builder.tenantId(this.tenantId)
			.clientId(this.clientId)
			.authorityHost(this.authorityHost.toString())
			.disableInstanceDiscovery()
			.executorService(executor)
			.pipeline(pipeline);
	}

}
