package dev.keyvault.azure;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An answer without a body.
 */
public final class StatusOnly extends HttpResponse {

	private final int status;

	private final HttpHeaders headers = new HttpHeaders();

	public StatusOnly(int status) {
		super(new HttpRequest(HttpMethod.GET, "https://localhost"));
		this.status = status;
	}

	@Override
	public int getStatusCode() {
		return this.status;
	}

	@Override
	@Deprecated
	public String getHeaderValue(String name) {
		return this.headers.getValue(name);
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public Flux<ByteBuffer> getBody() {
		return Flux.empty();
	}

	@Override
	public Mono<byte[]> getBodyAsByteArray() {
		return Mono.just(new byte[0]);
	}

	@Override
	public Mono<String> getBodyAsString() {
		return Mono.just("");
	}

	@Override
	public Mono<String> getBodyAsString(Charset charset) {
		return Mono.just("");
	}

}
