package dev.keyvault.test;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * Takes every request from WireMock to the handler of the vault.
 */
final class RequestRouter implements ResponseDefinitionTransformerV2 {

	private final RequestLog log;

	private volatile RequestHandler handler = (request) -> {
		throw new IllegalStateException("The embedded key vault has not started yet");
	};

	RequestRouter(RequestLog log) {
		this.log = log;
	}

	void routeTo(RequestHandler handler) {
		this.handler = handler;
	}

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		VaultRequest request = VaultRequest.of(event.getRequest());
		return this.log.record(request, () -> answer(request));
	}

	private ResponseDefinition answer(VaultRequest request) {
		try {
			return this.handler.handle(request);
		}
		catch (RequestRefusedException ex) {
			return ex.response();
		}
	}

	@Override
	public String getName() {
		return "embedded-key-vault";
	}

}
