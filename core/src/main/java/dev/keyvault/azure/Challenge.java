package dev.keyvault.azure;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.credential.Credential;
import dev.keyvault.azure.credential.TokenScope;
import dev.keyvault.azure.http.Limits;

/**
 * What a vault wants to see in a token, as it says in answer to a request that has none.
 *
 * @param tenant the tenant of the vault, or {@code null} if it is not named
 * @param resource what the token has to be for, without a slash at the end
 * @param claims what the token has to claim besides, as JSON, or {@code null}
 */
record Challenge(@Nullable String tenant, @Nullable String resource, @Nullable String claims) {

	private static final Pattern TENANT = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,254}");

	private static final String DEFAULT_SCOPE = "/.default";

	/**
	 * Read the challenge of an answer.
	 * @param response the answer
	 * @return the challenge, or {@code null} if the answer has none, or one that is too
	 * long
	 */
	static @Nullable Challenge find(HttpResponse response) {
		HttpHeader header = response.getHeaders().get(HttpHeaderName.WWW_AUTHENTICATE);
		String value = (header != null) ? String.join(", ", header.getValuesList()) : "";
		boolean bearer = value.regionMatches(true, 0, "Bearer ", 0, 7) && value.length() <= Limits.CHALLENGE;
		return bearer ? of(ChallengeParameters.parse(value)) : null;
	}

	private static Challenge of(Map<String, String> parameters) {
		return new Challenge(tenant(parameters), resource(parameters), claims(parameters));
	}

	private static @Nullable String tenant(Map<String, String> parameters) {
		URI authority = findPlain(
				parameters.getOrDefault("authorization", parameters.getOrDefault("authorization_uri", "")));
		String path = (authority != null) ? authority.getRawPath() : "";
		int end = path.indexOf('/', 1);
		String tenant = path.isEmpty() ? "" : path.substring(1, (end != -1) ? end : path.length());
		return TENANT.matcher(tenant).matches() ? tenant : null;
	}

	/**
	 * Read an address that has nothing but a host and perhaps a port and a path.
	 */
	private static @Nullable URI findPlain(String address) {
		try {
			URI uri = new URI(address);
			boolean plain = "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
					&& uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
			return plain ? uri : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static @Nullable String resource(Map<String, String> parameters) {
		String resource = parameters.getOrDefault("resource", parameters.getOrDefault("scope", ""));
		int end = resource.endsWith(DEFAULT_SCOPE) ? resource.length() - DEFAULT_SCOPE.length() : resource.length();
		while (end > 0 && resource.charAt(end - 1) == '/') {
			end--;
		}
		return (end == 0) ? null : resource.substring(0, end);
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
	 * Return whether the resource is one that a vault may name: {@code https://}, a host,
	 * and nothing else.
	 * @return whether a token may be asked for
	 */
	boolean isResourceAllowed() {
		URI address = (this.resource != null) ? findPlain(this.resource) : null;
		return address != null && address.getPort() == -1 && address.getRawPath().isEmpty();
	}

	/**
	 * Return whether a token for this challenge is for the given host.
	 * @param host the host of the vault
	 * @return whether the resource is the host or a domain above it
	 */
	boolean isFor(String host) {
		URI address = (this.resource != null && isResourceAllowed()) ? URI.create(this.resource) : null;
		return address != null && (host.equalsIgnoreCase(address.getHost())
				|| (address.getHost().indexOf('.') > 0 && endsWithIgnoringCase(host, "." + address.getHost())));
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
		return new TokenScope(this.resource + DEFAULT_SCOPE,
				(need == Credential.Need.SCOPE_AND_TENANT) ? this.tenant : null);
	}

}
