package dev.keyvault.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.source.Deadline;

/**
 * The requests that one token takes. It watches them, since the exceptions of the
 * identity library do not tell apart what went wrong.
 */
final class TokenExchange implements SynchronousPolicy {

	private final Deadline deadline;

	private volatile String endpoint = "";

	private volatile @Nullable IOException failure;

	private volatile @Nullable TokenRefusal refusal;

	TokenExchange(Deadline deadline) {
		this.deadline = deadline;
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
		context.setData(JdkTransport.DEADLINE, this.deadline);
		try {
			HttpResponse response = next.processSync();
			this.refusal = (response.getStatusCode() != 200) ? TokenRefusal.of(this.endpoint, response) : null;
			return response;
		}
		catch (UncheckedIOException ex) {
			this.failure = ex.getCause();
			throw ex;
		}
	}

	/**
	 * Tell why there is no token, as far as the network knows.
	 * @param principal who asked
	 * @return the failure, or {@code null} if the network did its part
	 */
	@Nullable CredentialException findFailure(Principal principal) {
		IOException failure = this.failure;
		TokenRefusal refusal = this.refusal;
		if (failure != null) {
			NetworkFailure kind = NetworkFailure.of(failure);
			return CredentialException.unreachable("the token endpoint %s %s".formatted(this.endpoint, predicate(kind)),
					kind.action(), failure);
		}
		return (refusal != null) ? refusal.explain(principal) : null;
	}

	private String predicate(NetworkFailure kind) {
		boolean late = kind == NetworkFailure.SILENT && this.deadline.remaining().isZero();
		return late ? "did not answer within %d s".formatted(this.deadline.allowed().toSeconds()) : kind.predicate();
	}

}
