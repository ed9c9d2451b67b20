package dev.keyvault.test;

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A request for a token by the client credentials grant.
 *
 * @param form the parameters
 */
record EntraRequest(Map<String, String> form) {

	private static final Pattern ASSERTION = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

	@Nullable TokenError check(EntraDirectory directory) {
		if (!"client_credentials".equals(parameter("grant_type"))) {
			return TokenError.unsupportedGrant(parameter("grant_type"));
		}
		if (!directory.clientId().equals(parameter("client_id"))) {
			return TokenError.unknownClient(parameter("client_id"), directory.tenantId());
		}
		return this.form.containsKey("client_assertion") ? checkAssertion(directory) : checkSecret(directory);
	}

	String audience() {
		String scope = parameter("scope");
		return scope.endsWith("/.default") ? scope.substring(0, scope.length() - "/.default".length()) : scope;
	}

	private @Nullable TokenError checkAssertion(EntraDirectory directory) {
		String assertion = parameter("client_assertion");
		if (!ASSERTION.matcher(assertion).matches()) {
			return TokenError.malformedAssertion();
		}
		directory.clientAssertions().add(assertion);
		return null;
	}

	private @Nullable TokenError checkSecret(EntraDirectory directory) {
		if (!this.form.containsKey("client_secret")) {
			return TokenError.noCredential();
		}
		return directory.clientSecret().equals(parameter("client_secret")) ? null
				: TokenError.wrongSecret(directory.clientId());
	}

	private String parameter(String name) {
		return this.form.getOrDefault(name, "");
	}

}
