package dev.keyvault.test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * One request, taken apart.
 *
 * @param method the HTTP method
 * @param segments the parts of the path
 * @param query the query parameters
 * @param authorization the authorization header, if there is one
 * @param body the body
 */
record VaultRequest(String method, List<String> segments, Map<String, String> query, @Nullable String authorization,
		String body) {

	static VaultRequest of(Request request) {
		String[] url = request.getUrl().split("\\?", 2);
		List<String> segments = Arrays.stream(url[0].split("/", -1)).filter((part) -> !part.isEmpty()).toList();
		Map<String, String> query = FormParameters.parse((url.length > 1) ? url[1] : "");
		return new VaultRequest(request.getMethod().getName(), segments, query, request.getHeader("Authorization"),
				request.getBodyAsString());
	}

	String path() {
		return "/" + String.join("/", this.segments);
	}

	String segment(int index) {
		return (index < this.segments.size()) ? this.segments.get(index) : "";
	}

}
