package dev.keyvault.azure;

import java.util.ArrayList;
import java.util.List;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;

import dev.keyvault.object.Vault;

/**
 * What a {@link VaultClientCustomizer} may change of the requests to one vault. Used by
 * one thread at a time.
 */
public final class VaultClient {

	private final Vault vault;

	private final List<HttpPipelinePolicy> policies = new ArrayList<>();

	VaultClient(Vault vault) {
		this.vault = vault;
	}

	/**
	 * Return the vault that the requests go to.
	 * @return the vault, with its name and endpoint
	 */
	public Vault vault() {
		return this.vault;
	}

	/**
	 * Send a header with each request.
	 * @param name the name of the header
	 * @param value its value
	 * @return this client
	 */
	public VaultClient header(String name, String value) {
		return policy(new AddHeadersPolicy(new HttpHeaders().set(HttpHeaderName.fromString(name), value)));
	}

	/**
	 * Pass each request through a policy of the Azure SDK. Requests are sent
	 * synchronously, so the policy has to implement {@code processSync} without
	 * {@code process}, as {@code HttpPipelineSyncPolicy} does. A policy whose position is
	 * {@code PER_CALL} sees a request once, with all its retries; one whose position is
	 * {@code PER_RETRY}, the default of the SDK, sees each attempt. Neither sees the
	 * token that a request carries; both see the answer, and so the value of a secret.
	 * @param policy the policy; policies are called in the order they were added
	 * @return this client
	 */
	public VaultClient policy(HttpPipelinePolicy policy) {
		this.policies.add(policy);
		return this;
	}

	/**
	 * Return what was added.
	 * @param position the position in question
	 * @return the policies that are to be there, in their order
	 */
	List<HttpPipelinePolicy> policies(HttpPipelinePosition position) {
		return this.policies.stream().filter((policy) -> policy.getPipelinePosition() == position).toList();
	}

}
