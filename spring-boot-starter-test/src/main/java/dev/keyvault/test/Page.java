package dev.keyvault.test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: 25 items, or fewer if {@code maxresults} says so.
 *
 * @param items the items of this page
 * @param nextLink where the next page is, unless this is the last
 */
record Page(List<Map<String, Object>> items, @Nullable String nextLink) {

	private static final Pattern SIZE = Pattern.compile("[1-9]|1[0-9]|2[0-5]");

	static Page of(VaultRequest request, URI vault, NavigableMap<String, Map<String, Object>> all) {
		int size = size(request.query().getOrDefault("maxresults", "25"));
		String token = request.query().get("$skiptoken");
		NavigableMap<String, Map<String, Object>> rest = (token != null) ? all.tailMap(decode(token), false) : all;
		List<Map<String, Object>> items = rest.values().stream().limit(size).toList();
		if (rest.size() <= size) {
			return new Page(items, null);
		}
		String last = List.copyOf(rest.keySet()).get(size - 1);
		return new Page(items, "%s%s?api-version=%s&$skiptoken=%s&maxresults=%d".formatted(vault, request.path(),
				request.query().get("api-version"), encode(last), size));
	}

	ResponseDefinition response() {
		return JsonResponse.ok(new JsonObject().with("value", this.items).with("nextLink", this.nextLink).members());
	}

	private static int size(String maxResults) {
		if (!SIZE.matcher(maxResults).matches()) {
			throw VaultError.badParameter("The parameter maxresults must be between 1 and 25.").asException();
		}
		return Integer.parseInt(maxResults);
	}

	private static String encode(String key) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
	}

	private static String decode(String token) {
		try {
			return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
		}
		catch (IllegalArgumentException ex) {
			throw VaultError.badParameter("The parameter $skiptoken is invalid.").asException();
		}
	}

}
