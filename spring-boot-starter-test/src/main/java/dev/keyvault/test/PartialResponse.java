package dev.keyvault.test;

import java.time.Duration;
import java.util.Arrays;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Makes responses whose bodies do not come as a whole.
 */
final class PartialResponse {

	private PartialResponse() {
	}

	/**
	 * Promise the whole body and send half of it. The server then closes the connection,
	 * since it cannot keep the promise.
	 * @param whole the whole response
	 * @return the response that breaks off
	 */
	static ResponseDefinition brokenOff(ResponseDefinition whole) {
		byte[] body = whole.getByteBody();
		return ResponseDefinitionBuilder.like(whole)
			.withBody(Arrays.copyOf(body, body.length / 2))
			.withHeader("Content-Length", Integer.toString(body.length))
			.build();
	}

	/**
	 * Send the body byte by byte.
	 * @param whole the response with a body that is not empty
	 * @param time how long the body takes at least
	 * @return the response that takes its time
	 */
	static ResponseDefinition dripping(ResponseDefinition whole, Duration time) {
		int bytes = whole.getByteBody().length;
		int pause = Math.toIntExact((time.toMillis() + bytes - 1) / bytes);
		return ResponseDefinitionBuilder.like(whole)
			.withChunkedDribbleDelay(bytes, Math.multiplyExact(pause, bytes))
			.build();
	}

}
