package dev.keyvault.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of a Kubernetes API server as keeping Secrets takes: server-side apply with
 * field managers, watches, Leases, refusals and faults.
 */
public final class FakeApiServer implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Logger LOGGER = Logger.getLogger(MockWebServer.class.getName());

	static {
		LOGGER.setLevel(Level.WARNING);
	}

	private final ObjectStore store = new ObjectStore();

	private final List<ApiRequest> requests = new CopyOnWriteArrayList<>();

	private final Set<String> denied = ConcurrentHashMap.newKeySet();

	private final Map<String, ApiProblem> refusals = new ConcurrentHashMap<>();

	private volatile MockResponse fault;

	private volatile String token;

	private volatile boolean upgrading;

	private MockWebServer server = new MockWebServer();

	FakeApiServer() {
		start(0);
	}

	private void start(int port) {
		this.server.setDispatcher(new Handler());
		try {
			this.server.start(InetAddress.getLoopbackAddress(), port);
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("The API server did not start", ex);
		}
	}

	Config config(String agent) {
		return new ConfigBuilder(Config.empty()).withMasterUrl("http://localhost:" + this.server.getPort() + "/")
			.withNamespace("default")
			.withUserAgent(agent)
			.withWatchReconnectInterval(50)
			.build();
	}

	ObjectStore store() {
		return this.store;
	}

	/**
	 * Refuse something from now on.
	 * @param access the verb and the resource, such as {@code patch secrets}
	 */
	public void deny(String access) {
		this.denied.add(access);
	}

	public void allow(String access) {
		this.denied.remove(access);
		this.refusals.remove(access);
	}

	/**
	 * Answer something with a problem of its own from now on.
	 * @param access the verb and the resource, such as {@code patch secrets}
	 * @param problem the problem
	 */
	void refuse(String access, ApiProblem problem) {
		this.refusals.put(access, problem);
	}

	/**
	 * Answer everything in one way from now on.
	 * @param response the answer
	 */
	void fail(MockResponse response) {
		this.fault = response;
	}

	public void fail(int status) {
		fail(new MockResponse().setResponseCode(status).setBody("{}"));
	}

	void throttle(Duration retryAfter) {
		fail(new MockResponse().setResponseCode(429)
			.setHeader("Retry-After", retryAfter.toSeconds())
			.setBody("Too many requests, please try again later."));
	}

	/**
	 * Refuse every other token from now on, as API servers do.
	 * @param token the only good one
	 */
	void accept(String token) {
		this.token = token;
	}

	/**
	 * Return whether our own client has asked for HTTP/2.
	 */
	boolean isAskedForHttp2() {
		return this.upgrading;
	}

	void stall() {
		fail(new MockResponse().setResponseCode(200).setBody("{}").setBodyDelay(Duration.ofMinutes(1)));
	}

	public void recover() {
		this.fault = null;
	}

	public int port() {
		return this.server.getPort();
	}

	/**
	 * Stop listening and end all connections.
	 */
	public void shutDown() {
		this.server.shutdown();
	}

	/**
	 * Listen again, on the port as before.
	 */
	public void startAgain(int port) {
		this.server = new MockWebServer();
		start(port);
	}

	/**
	 * Return the requests of our own client.
	 */
	List<ApiRequest> requests() {
		return this.requests.stream().filter(FakeApiServer::isOwn).toList();
	}

	public long count(String verb, String resource) {
		return count((request) -> request.verb().equals(verb) && request.resource().equals(resource));
	}

	long count(Predicate<ApiRequest> choice) {
		return requests().stream().filter(choice).count();
	}

	public long writes() {
		return count((request) -> "secrets".equals(request.resource())
				&& Set.of("patch", "create", "update", "delete").contains(request.verb()));
	}

	public void forgetRequests() {
		this.requests.clear();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private MockResponse answer(ApiRequest request) {
		if (this.fault != null && isOwn(request)) {
			return this.fault;
		}
		requireAllowed(request.verb(), request);
		if (request.isApply() && !this.store.exists(request)) {
			requireAllowed("create", request);
		}
		if (request.isWatch()) {
			return new MockResponse().withWebSocketUpgrade(new WatchStream(this.store, request));
		}
		return new MockResponse().setResponseCode(200)
			.setHeader("Content-Type", "application/json")
			.setBody(JSON.writeValueAsString(object(request)));
	}

	private void requireAllowed(String verb, ApiRequest request) {
		if (this.denied.contains(verb + " " + request.resource()) && isOwn(request)) {
			throw ApiProblem.forbidden(verb, request);
		}
		ApiProblem refusal = this.refusals.get(verb + " " + request.resource());
		if (refusal != null && isOwn(request)) {
			throw refusal;
		}
	}

	private void requireToken(ApiRequest request, String authorization) {
		if (this.token != null && isOwn(request) && !authorization.equals("Bearer " + this.token)) {
			throw ApiProblem.of(401, "Unauthorized", "Unauthorized");
		}
	}

	private static boolean isOwn(ApiRequest request) {
		return !request.agent().startsWith(Cluster.ADMIN);
	}

	private JsonNode object(ApiRequest request) {
		return switch (request.verb()) {
			case "create" -> this.store.create(request);
			case "update" -> this.store.replace(request);
			case "patch" -> request.isApply() ? this.store.apply(request) : this.store.patch(request);
			case "delete" -> this.store.delete(request);
			case "list" -> this.store.list(request);
			default -> this.store.get(request);
		};
	}

	/**
	 * Answers requests.
	 */
	private final class Handler extends Dispatcher {

		@Override
		public MockResponse dispatch(RecordedRequest recorded) {
			ApiRequest request = ApiRequest.of(recorded);
			FakeApiServer.this.requests.add(request);
			FakeApiServer.this.upgrading |= isOwn(request) && recorded.getHeader("HTTP2-Settings") != null;
			try {
				requireToken(request, String.valueOf(recorded.getHeader("Authorization")));
				return answer(request);
			}
			catch (ApiProblem ex) {
				return ex.response();
			}
			catch (RuntimeException ex) {
				return ApiProblem.notUnderstood(ex).response();
			}
		}

	}

}
