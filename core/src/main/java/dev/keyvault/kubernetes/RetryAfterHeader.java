package dev.keyvault.kubernetes;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how long the API server asks its callers to wait, which the client does not tell.
 * Thread-safe.
 */
final class RetryAfterHeader implements Interceptor {

	private final Clock clock;

	private volatile Instant until = Instant.EPOCH;

	RetryAfterHeader(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
		String seconds = response.header("Retry-After");
		if (seconds != null && seconds.matches("[0-9]{1,9}")) {
			this.until = this.clock.instant().plusSeconds(Long.parseLong(seconds));
		}
	}

	@Nullable Duration remaining() {
		Duration remaining = Duration.between(this.clock.instant(), this.until);
		return (remaining.isNegative() || remaining.isZero()) ? null : remaining;
	}

}
