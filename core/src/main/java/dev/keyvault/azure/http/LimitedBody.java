package dev.keyvault.azure.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/**
 * Collects a body, and breaks off as soon as it is longer than allowed, however long the
 * server says that it is. Used once.
 */
final class LimitedBody implements BodySubscriber<byte[]> {

	private final int limit;

	private final CompletableFuture<byte[]> body = new CompletableFuture<>();

	private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

	private @Nullable Subscription subscription;

	private LimitedBody(int limit) {
		this.limit = limit;
	}

	/**
	 * Collect bodies up to a length.
	 * @param limit the bytes at most
	 * @return the handler
	 */
	static BodyHandler<byte[]> of(int limit) {
		return (head) -> {
			LimitedBody body = new LimitedBody(limit);
			if (head.headers().firstValueAsLong("Content-Length").orElse(0) > limit) {
				body.refuse();
			}
			return body;
		};
	}

	@Override
	public CompletionStage<byte[]> getBody() {
		return this.body;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		if (this.body.isDone()) {
			subscription.cancel();
		}
		else {
			subscription.request(Long.MAX_VALUE);
		}
	}

	@Override
	public void onNext(List<ByteBuffer> part) {
		part.forEach(this::collect);
	}

	private void collect(ByteBuffer part) {
		if (this.collected.size() + (long) part.remaining() > this.limit) {
			refuse();
		}
		if (!this.body.isDone()) {
			byte[] bytes = new byte[part.remaining()];
			part.get(bytes);
			this.collected.writeBytes(bytes);
		}
	}

	private void refuse() {
		this.body.completeExceptionally(new BodyTooLongException(this.limit));
		if (this.subscription != null) {
			this.subscription.cancel();
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.body.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.body.complete(this.collected.toByteArray());
	}

}
