package dev.keyvault.azure.http;

import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LimitedBody}.
 */
class LimitedBodyTests {

	private final Requests requests = new Requests();

	@Test
	void bodyOfTheLimitIsRead() {
		BodySubscriber<byte[]> body = body(Map.of("Content-Length", List.of("3")));
		body.onSubscribe(this.requests);
		body.onNext(List.of(ByteBuffer.wrap(new byte[] { 1 }), ByteBuffer.wrap(new byte[] { 2, 3 })));
		body.onComplete();
		assertThat(future(body)).isCompletedWithValueMatching((read) -> read.length == 3 && read[2] == 3);
		assertThat(this.requests.cancelled).isFalse();
	}

	@Test
	void bodyThatIsLongerIsBrokenOffWhateverItsHeadersSay() {
		BodySubscriber<byte[]> body = body(Map.of("Content-Length", List.of("3")));
		body.onSubscribe(this.requests);
		body.onNext(List.of(ByteBuffer.wrap(new byte[3]), ByteBuffer.wrap(new byte[1])));
		assertThat(this.requests.cancelled).isTrue();
		body.onNext(List.of(ByteBuffer.wrap(new byte[100])));
		body.onComplete();
		assertTooLong(body);
	}

	@Test
	void bodyThatIsAnnouncedLongerIsNotRead() {
		BodySubscriber<byte[]> body = body(Map.of("Content-Length", List.of("1000000000")));
		body.onSubscribe(this.requests);
		assertThat(this.requests.cancelled).isTrue();
		assertTooLong(body);
	}

	private static BodySubscriber<byte[]> body(Map<String, List<String>> headers) {
		return LimitedBody.of(3).apply(new Head(HttpHeaders.of(headers, (name, value) -> true)));
	}

	private static CompletableFuture<byte[]> future(BodySubscriber<byte[]> body) {
		return body.getBody().toCompletableFuture();
	}

	private static void assertTooLong(BodySubscriber<byte[]> body) {
		assertThat(future(body)).isCompletedExceptionally();
		assertThat(future(body).handle((read, failure) -> failure).join()).isInstanceOf(BodyTooLongException.class)
			.hasMessage("The body is longer than 3 bytes");
	}

	/**
	 * The head of an answer.
	 *
	 * @param headers the headers
	 */
	private record Head(HttpHeaders headers) implements ResponseInfo {

		@Override
		public int statusCode() {
			return 200;
		}

		@Override
		public Version version() {
			return Version.HTTP_1_1;
		}

	}

	/**
	 * What is asked of the connection.
	 */
	private static final class Requests implements Subscription {

		private boolean cancelled;

		@Override
		public void request(long parts) {
		}

		@Override
		public void cancel() {
			this.cancelled = true;
		}

	}

}
