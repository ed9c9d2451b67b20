package dev.keyvault.azure.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.JdkTransport;
import dev.keyvault.azure.http.Limits;
import dev.keyvault.azure.http.NetworkFailure;
import dev.keyvault.azure.http.RetryingPolicy;
import dev.keyvault.azure.http.SynchronousPolicy;
import dev.keyvault.source.Deadline;

/**
 * The requests that one token takes. It watches them, since the exceptions of the
 * identity library do not tell apart what went wrong.
 */
final class TokenExchange implements SynchronousPolicy {

	private final Duration patience;

	private final Clock clock;

	private volatile @Nullable Deadline deadline;

	private volatile String endpoint = "";

	private volatile @Nullable IOException failure;

	private volatile @Nullable TokenErrorResponse refusal;

	/**
	 * Prepare for requests.
	 * @param patience the time for all of them, from the first on: what the SDK does
	 * before may take long on a starved machine, and is not waiting for an answer
	 * @param clock tells what time it is
	 */
	TokenExchange(Duration patience, Clock clock) {
		this.patience = patience;
		this.clock = clock;
	}

	HttpPipeline pipeline(TokenClient client) {
		return new HttpPipelineBuilder().policies(this, new RetryingPolicy(client.environment()))
			.httpClient(client.transport())
			.build();
	}

	@Override
	public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
		URL address = context.getHttpRequest().getUrl();
		this.endpoint = "'%s://%s'".formatted(address.getProtocol(), address.getAuthority());
		context.setData(JdkTransport.DEADLINE, deadline());
		context.setData(Limits.BODY_KEY, Limits.TOKEN_BODY);
		try {
			HttpResponse response = next.processSync();
			this.refusal = (response.getStatusCode() != 200) ? TokenErrorResponse.of(this.endpoint, response) : null;
			return response;
		}
		catch (UncheckedIOException ex) {
			this.failure = ex.getCause();
			throw ex;
		}
	}

	private synchronized Deadline deadline() {
		Deadline running = this.deadline;
		Deadline deadline = (running != null) ? running : Deadline.in(this.patience, this.clock);
		this.deadline = deadline;
		return deadline;
	}

	/**
	 * Tell why there is no token, as far as the network knows.
	 * @param principal who asked
	 * @return the failure, or {@code null} if the network did its part
	 */
	@Nullable CredentialException findFailure(Principal principal) {
		IOException failure = this.failure;
		TokenErrorResponse refusal = this.refusal;
		if (failure != null) {
			NetworkFailure kind = NetworkFailure.of(failure);
			return CredentialException.unreachable(
					"the token endpoint %s %s".formatted(this.endpoint, predicate(kind, failure)), kind.action(failure),
					failure);
		}
		return (refusal != null) ? refusal.explain(principal) : null;
	}

	// The last try may have had less time than all together.
	private String predicate(NetworkFailure kind, IOException failure) {
		boolean late = kind == NetworkFailure.SILENT && deadline().remaining().isZero();
		return late ? "did not answer within " + NetworkFailure.words(this.patience) + NetworkFailure.meanwhile(failure)
				: kind.predicate(failure);
	}

}
