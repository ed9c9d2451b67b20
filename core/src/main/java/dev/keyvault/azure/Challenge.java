package dev.keyvault.azure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a vault wants to see in a token, as it says in answer to a request that has none.
 *
 * @param tenant the tenant of the vault, or {@code null} if it is not named
 * @param resource what the token has to be for, without a slash at the end
 * @param claims what the token has to claim besides, as JSON, or {@code null}
 */
record Challenge(@Nullable String tenant, @Nullable String resource, @Nullable String claims) {

	private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");

	private static final Pattern TENANT = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,254}");

	/**
	 * Read the challenge of an answer.
	 * @param response the answer
	 * @return the challenge, or {@code null} if the answer has none
	 */
	static @Nullable Challenge find(HttpResponse response) {
		HttpHeader header = response.getHeaders().get(HttpHeaderName.WWW_AUTHENTICATE);
		String value = (header != null) ? String.join(", ", header.getValuesList()) : "";
		return value.regionMatches(true, 0, "Bearer ", 0, 7) ? parse(value) : null;
	}

	private static Challenge parse(String value) {
		Map<String, String> parameters = PARAMETER.matcher(value)
			.results()
			.collect(Collectors.toMap((match) -> match.group(1), (match) -> match.group(2), (first, second) -> first));
		return new Challenge(tenant(parameters), resource(parameters), claims(parameters));
	}

	private static @Nullable String tenant(Map<String, String> parameters) {
		String authority = parameters.getOrDefault("authorization", parameters.getOrDefault("authorization_uri", ""));
		return Pattern.compile("https://[^/]+/([^/?#]+)")
			.matcher(authority)
			.results()
			.map((MatchResult match) -> match.group(1))
			.filter((tenant) -> TENANT.matcher(tenant).matches())
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String resource(Map<String, String> parameters) {
		String resource = parameters.getOrDefault("resource", parameters.getOrDefault("scope", ""));
		String trimmed = resource.replaceFirst("/\\.default$", "").replaceFirst("/+$", "");
		return trimmed.isEmpty() ? null : trimmed;
	}

	private static @Nullable String claims(Map<String, String> parameters) {
		try {
			String claims = parameters.get("claims");
			return (claims != null) ? new String(Base64.getDecoder().decode(claims), StandardCharsets.UTF_8) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Return whether a token for this challenge is for the given host.
	 * @param host the host of the vault
	 * @return whether the resource is the host or a domain above it
	 */
	boolean isFor(String host) {
		String domain = domain();
		return domain != null && (host.equalsIgnoreCase(domain) || endsWithIgnoringCase(host, "." + domain));
	}

	private @Nullable String domain() {
		try {
			return (this.resource != null) ? URI.create(this.resource).getHost() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean endsWithIgnoringCase(String text, String suffix) {
		int start = text.length() - suffix.length();
		return start >= 0 && text.regionMatches(true, start, suffix, 0, suffix.length());
	}

	/**
	 * Return what to ask a token for.
	 * @param need what the credential has to know
	 * @return the scope
	 */
	TokenScope scope(Credential.Need need) {
		return new TokenScope(this.resource + "/.default",
				(need == Credential.Need.SCOPE_AND_TENANT) ? this.tenant : null);
	}

}
