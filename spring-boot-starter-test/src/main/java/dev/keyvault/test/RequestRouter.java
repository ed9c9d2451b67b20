package dev.keyvault.test;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * Takes every request from WireMock to the handler of the vault.
 */
final class RequestRouter implements ResponseDefinitionTransformerV2 {

	private final RequestLog log;

	private volatile RequestHandler handler = (call) -> {
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
		Call call = Call.of(event.getRequest());
		return this.log.record(call, () -> answer(call));
	}

	private ResponseDefinition answer(Call call) {
		try {
			return this.handler.handle(call);
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
