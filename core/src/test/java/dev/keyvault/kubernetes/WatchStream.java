package dev.keyvault.kubernetes;

import java.util.Map;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * A watch that a client has under way.
 */
final class WatchStream extends WebSocketListener {

	private static final JsonMapper JSON = new JsonMapper();

	private final ObjectStore store;

	private final ApiRequest request;

	private volatile WebSocket socket;

	WatchStream(ObjectStore store, ApiRequest request) {
		this.store = store;
		this.request = request;
	}

	@Override
	public void onOpen(WebSocket webSocket, Response response) {
		this.socket = webSocket;
		this.store.open(this, Long.parseLong(this.request.query().getOrDefault("resourceVersion", "0")));
	}

	void send(ObjectEvent event) {
		String prefix = this.request.resource() + "/" + this.request.namespace() + "/";
		if (event.key().startsWith(prefix) && Selector.of(this.request).matches(event.object())) {
			this.socket.send(JSON.writeValueAsString(Map.of("type", event.type(), "object", event.object())));
		}
	}

	void fail(ApiProblem problem) {
		this.socket.send(JSON.writeValueAsString(Map.of("type", "ERROR", "object", problem.status())));
		this.socket.close(1000, "");
	}

	@Override
	public void onClosed(WebSocket webSocket, int code, String reason) {
		this.store.close(this);
	}

	@Override
	public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
		this.store.close(this);
	}

}
