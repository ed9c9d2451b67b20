package dev.keyvault.azure.http;

import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.source.Deadline;

/**
 * Sends a request again that failed on the network or was answered with HTTP 408, 429 or
 * 5xx: 3 tries at most, 200 ms apart, then 400 ms, each ± 25 %, or as far apart as the
 * server asks. Where there is no connection because this process is starved, it goes on.
 * It does not wait past the deadline: the last answer is passed on instead.
 */
@Internal
public final class RetryingPolicy implements SynchronousPolicy {

	private static final int TRIES = 3;

	private static final long BASE_MILLIS = 200;

	private final AzureEnvironment environment;

	public RetryingPolicy(AzureEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
		Deadline deadline = (Deadline) context.getContext().getData(JdkTransport.DEADLINE).orElseThrow();
		for (int tried = 1;; tried++) {
			Attempt attempt = attempt(next);
			Duration pause = pause(attempt, tried);
			if (!attempt.isWorthAnother(tried) || pause.plus(need(attempt)).compareTo(deadline.remaining()) >= 0) {
				return attempt.outcome();
			}
			sleep(pause);
		}
	}

	// A try that cannot wait for its connection would only hide why the one before
	// failed.
	private Duration need(Attempt attempt) {
		return (attempt.kind() == NetworkFailure.NO_CONNECTION) ? this.environment.http().connectTimeout()
				: Duration.ZERO;
	}

	private static Attempt attempt(HttpPipelineNextSyncPolicy next) {
		try {
			return new Attempt(next.clone().processSync(), null);
		}
		catch (UncheckedIOException ex) {
			return new Attempt(null, ex);
		}
	}

	private Duration pause(Attempt attempt, int tried) {
		Duration asked = (attempt.response != null) ? RetryAfter.find(attempt.response, this.environment.clock())
				: null;
		return (asked != null) ? asked : backoff(tried);
	}

	private Duration backoff(int tried) {
		double jitter = 0.75 + 0.5 * this.environment.random().getAsDouble();
		return Duration.ofMillis((long) (BASE_MILLIS * (1L << Math.min(tried - 1, 3)) * jitter));
	}

	private void sleep(Duration pause) {
		try {
			this.environment.sleeper().sleep(pause);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new ClosedByInterruptException());
		}
	}

	/**
	 * How one try went.
	 *
	 * @param response the answer, or {@code null} if there was none
	 * @param failure the failure, or {@code null} if there was an answer
	 */
	private record Attempt(@Nullable HttpResponse response, @Nullable UncheckedIOException failure) {

		@Nullable NetworkFailure kind() {
			return (this.failure != null) ? NetworkFailure.of(this.failure) : null;
		}

		boolean isWorthAnother(int tried) {
			NetworkFailure kind = kind();
			int tries = (kind != null && this.failure != null) ? kind.tries(this.failure) : TRIES;
			return tried < tries && (this.response == null || isPassing(this.response.getStatusCode()));
		}

		private static boolean isPassing(int status) {
			return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
		}

		HttpResponse outcome() {
			if (this.response != null) {
				return this.response;
			}
			throw (this.failure != null) ? this.failure : new IllegalStateException("A try has an answer or a failure");
		}

	}

}
