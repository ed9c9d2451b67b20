package dev.keyvault.azure;

import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import dev.keyvault.azure.http.JdkTransport;
import dev.keyvault.azure.http.OverdueException;
import dev.keyvault.source.Deadline;

/**
 * A metadata service that answers what was written down, or is silent, in no time.
 */
public final class MetadataDouble implements HttpClient {

	public final List<String> asked = new ArrayList<>();

	private @Nullable AzureFixture fixture;

	private final Deque<Function<Duration, HttpResponse>> answers = new ArrayDeque<>();

	/**
	 * Let silence take as long as a transport waits.
	 * @param fixture the fixture whose clock moves
	 */
	public void takeTimeOf(AzureFixture fixture) {
		this.fixture = fixture;
	}

	public MetadataDouble answers(int status) {
		this.answers.add((patience) -> new StatusOnly(status));
		return this;
	}

	public MetadataDouble isSilent(Duration waitedForProcessor) {
		this.answers.add((patience) -> {
			Duration time = (this.fixture != null) ? this.fixture.pass(patience) : patience;
			throw new UncheckedIOException(
					new OverdueException(time, waitedForProcessor, new HttpTimeoutException("silent")));
		});
		return this;
	}

	@Override
	public HttpResponse sendSync(HttpRequest request, Context context) {
		Duration patience = ((Deadline) context.getData(JdkTransport.DEADLINE).orElseThrow()).remaining();
		this.asked.add("%s within %d s".formatted(request.getUrl(), patience.toSeconds()));
		return this.answers.remove().apply(patience);
	}

	@Override
	public Mono<HttpResponse> send(HttpRequest request) {
		throw new UnsupportedOperationException();
	}

}
