package dev.keyvault.kubernetes;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fabric8.mockwebserver.http.RecordedRequest;

/**
 * A request to an API server, taken apart.
 *
 * @param method the HTTP method
 * @param resource the plural, such as {@code secrets}
 * @param namespace the namespace
 * @param name the name, or {@code null} for the collection
 * @param query the query parameters
 * @param contentType the type of the body
 * @param agent what the client calls itself
 * @param body the body
 */
record ApiRequest(String method, String resource, String namespace, String name, Map<String, String> query,
		String contentType, String agent, String body) {

	private static final Pattern PATH = Pattern
		.compile("/(?:api/v1|apis/[^/]+/[^/]+)/namespaces/([^/]+)(?:/([^/]+)(?:/([^/]+))?)?");

	static ApiRequest of(RecordedRequest request) {
		URI uri = URI.create(request.getPath());
		Matcher path = PATH.matcher(uri.getPath());
		if (!path.matches()) {
			throw new IllegalArgumentException("Not a path that is served: " + uri);
		}
		String body = (request.getBody() != null) ? new String(request.getBody().getBytes(), StandardCharsets.UTF_8)
				: "";
		return new ApiRequest(request.getMethod(), path.group(2), path.group(1), path.group(3), query(uri),
				String.valueOf(request.getHeader("Content-Type")), String.valueOf(request.getHeader("User-Agent")),
				body);
	}

	private static Map<String, String> query(URI uri) {
		Map<String, String> query = new HashMap<>();
		if (uri.getRawQuery() != null) {
			for (String parameter : uri.getRawQuery().split("&")) {
				String[] parts = parameter.split("=", 2);
				query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
			}
		}
		return query;
	}

	String verb() {
		return switch (this.method) {
			case "POST" -> "create";
			case "PUT" -> "update";
			case "PATCH" -> "patch";
			case "DELETE" -> "delete";
			default -> isWatch() ? "watch" : (this.name != null) ? "get" : "list";
		};
	}

	boolean isWatch() {
		return "true".equals(this.query.get("watch"));
	}

	boolean isApply() {
		return this.contentType.startsWith("application/apply-patch");
	}

	String manager() {
		return this.query.getOrDefault("fieldManager", this.agent.split("/")[0]);
	}

	String subject() {
		String selector = this.query.getOrDefault("fieldSelector", "");
		return (this.name != null) ? this.name : selector.replace("metadata.name=", "");
	}

	/**
	 * Return what was asked.
	 */
	@Override
	public String toString() {
		return verb() + " " + this.resource + "/" + subject();
	}

}
