package dev.keyvault.azure.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import dev.keyvault.Internal;
import dev.keyvault.source.Deadline;

/**
 * Sends requests with the HTTP client of the JDK. Connections and whole answers with
 * their bodies take as long as the settings allow, or what is left until the deadline.
 * Redirects are not followed. An interrupted thread stops waiting at once. Thread-safe.
 */
@Internal
public final class JdkTransport implements HttpClient, AutoCloseable {

	/**
	 * The key of the context under which a request has its deadline.
	 */
	public static final String DEADLINE = "dev.keyvault.deadline";

	private static final String DISABLED_FOR_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

	private static final String TUNNEL_FAILED = "Tunnel failed, got: ";

	private static final Set<String> SET_BY_JDK = Set.of("connection", "content-length", "expect", "host", "upgrade");

	private final HttpSettings settings;

	private final ProcessorWait processorWait;

	private final Proxies proxies;

	private volatile java.net.http.@Nullable HttpClient client;

	public JdkTransport(@Nullable SSLContext trust, Executor executor, AzureEnvironment environment) {
		this.settings = environment.http();
		this.processorWait = environment.processorWait();
		this.proxies = new Proxies(environment);
		allowLoginsForTunnels(environment);
		java.net.http.HttpClient.Builder builder = java.net.http.HttpClient.newBuilder()
			.version(Version.HTTP_1_1)
			.followRedirects(Redirect.NEVER)
			.executor(executor)
			.proxy(this.proxies)
			.connectTimeout(this.settings.connectTimeout());
		this.client = ((trust != null) ? builder.sslContext(trust) : builder).build();
	}

	// It counts only if no HTTP client was made in this JVM before.
	private void allowLoginsForTunnels(AzureEnvironment environment) {
		if (this.proxies.haveLogin() && environment.properties().apply(DISABLED_FOR_TUNNELS) == null) {
			System.setProperty(DISABLED_FOR_TUNNELS, "");
		}
	}

	@Override
	public Mono<HttpResponse> send(HttpRequest request) {
		return Mono.fromCallable(() -> sendSync(request, Context.NONE));
	}

	@Override
	public Mono<HttpResponse> send(HttpRequest request, Context context) {
		return Mono.fromCallable(() -> sendSync(request, context));
	}

	@Override
	public HttpResponse sendSync(HttpRequest request, Context context) {
		Duration timeout = timeout(context);
		Duration waited = this.processorWait.total();
		ForwardProxy proxy = this.proxies.find(uri(request));
		CompletableFuture<java.net.http.HttpResponse<byte[]>> answer = start(request, proxy, Limits.body(context));
		try {
			return response(request, answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), proxy);
		}
		catch (TimeoutException ex) {
			throw failure(overdue(timeout, waited, new HttpTimeoutException("There is no answer")), proxy);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new ClosedByInterruptException());
		}
		catch (ExecutionException ex) {
			throw failure((ex.getCause() instanceof HttpConnectTimeoutException noConnection)
					? overdue(this.settings.connectTimeout(), waited, noConnection) : ioException(ex.getCause()),
					proxy);
		}
		finally {
			answer.cancel(true);
		}
	}

	private static HttpResponse response(HttpRequest request, java.net.http.HttpResponse<byte[]> answer,
			@Nullable ForwardProxy proxy) {
		if (proxy != null && answer.statusCode() == HttpURLConnection.HTTP_PROXY_AUTH) {
			throw new UncheckedIOException(new ProxyException(proxy, answer.statusCode(), null));
		}
		return new JdkResponse(request, answer);
	}

	private static UncheckedIOException failure(IOException failure, @Nullable ForwardProxy proxy) {
		if (proxy == null) {
			return new UncheckedIOException(failure);
		}
		String message = String.valueOf(failure.getMessage());
		int status = message.matches(TUNNEL_FAILED + "[0-9]{3}")
				? Integer.parseInt(message.substring(TUNNEL_FAILED.length())) : 0;
		return new UncheckedIOException(new ProxyException(proxy, status, failure));
	}

	private OverdueException overdue(Duration allowed, Duration waited, HttpTimeoutException failure) {
		return new OverdueException(allowed, this.processorWait.total().minus(waited), failure);
	}

	private CompletableFuture<java.net.http.HttpResponse<byte[]>> start(HttpRequest request,
			@Nullable ForwardProxy proxy, int limit) {
		java.net.http.HttpClient open = this.client;
		try {
			if (open == null) {
				throw new RejectedExecutionException("The client is closed");
			}
			return open.sendAsync(convert(request, proxy), LimitedBody.of(limit));
		}
		catch (RejectedExecutionException ex) {
			throw new UncheckedIOException(new IOException("The client is closed", ex));
		}
	}

	/**
	 * End all connections: from JDK 21 on at once, before that when the client is
	 * garbage-collected, since it cannot be told to.
	 */
	@Override
	public void close() {
		java.net.http.HttpClient open = this.client;
		this.client = null;
		if (open != null) {
			shutDown(open);
		}
	}

	private static void shutDown(java.net.http.HttpClient client) {
		try {
			java.net.http.HttpClient.class.getMethod("shutdownNow").invoke(client);
		}
		catch (NoSuchMethodException ex) {
			return;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("The connections could not be ended", ex);
		}
	}

	private Duration timeout(Context context) {
		Duration longest = this.settings.responseTimeout();
		Duration remaining = context.getData(DEADLINE)
			.map((deadline) -> ((Deadline) deadline).remaining())
			.orElse(longest);
		return (remaining.compareTo(longest) < 0) ? remaining : longest;
	}

	private static java.net.http.HttpRequest convert(HttpRequest request, @Nullable ForwardProxy proxy) {
		try {
			java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(uri(request))
				.method(request.getHttpMethod().name(), body(request));
			request.getHeaders().stream().filter(JdkTransport::isSettable).forEach((header) -> add(header, builder));
			String login = (proxy != null) ? proxy.authorization() : null;
			return ((login != null) ? builder.setHeader("Proxy-Authorization", login) : builder).build();
		}
		catch (IllegalArgumentException ex) {
			// What it says may quote a header, which may be a token.
			throw notSendable();
		}
	}

	private static URI uri(HttpRequest request) {
		try {
			return request.getUrl().toURI();
		}
		catch (URISyntaxException ex) {
			throw notSendable();
		}
	}

	private static UncheckedIOException notSendable() {
		return new UncheckedIOException(new IOException("A request has an address or a header that cannot be sent"));
	}

	private static BodyPublisher body(HttpRequest request) {
		return (request.getBodyAsBinaryData() != null)
				? BodyPublishers.ofByteArray(request.getBodyAsBinaryData().toBytes()) : BodyPublishers.noBody();
	}

	private static boolean isSettable(HttpHeader header) {
		return !SET_BY_JDK.contains(header.getName().toLowerCase(Locale.ROOT));
	}

	private static void add(HttpHeader header, java.net.http.HttpRequest.Builder builder) {
		header.getValuesList().forEach((value) -> builder.header(header.getName(), value));
	}

	private static IOException ioException(@Nullable Throwable cause) {
		return (cause instanceof IOException failure) ? failure : new IOException("The request failed", cause);
	}

}
