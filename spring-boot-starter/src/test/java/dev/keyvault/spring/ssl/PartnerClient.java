package dev.keyvault.spring.ssl;

import org.springframework.boot.restclient.autoconfigure.RestClientSsl;
import org.springframework.web.client.RestClient;

/**
 * A client that shows its own certificate.
 */
// tag::rest-client[]
class PartnerClient {

	private final RestClient client;

	PartnerClient(RestClient.Builder builder, RestClientSsl ssl, String address) {
		this.client = builder.baseUrl(address).apply(ssl.fromBundle("client")).build();
	}

	String serial() {
		return this.client.get().uri("/serial").retrieve().body(String.class);
	}

}
// end::rest-client[]
