package dev.keyvault.azure.credential;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.azure.core.http.HttpResponse;

import dev.keyvault.Internal;
import dev.keyvault.azure.http.JsonObject;

/**
 * An answer to a request for a token other than a token.
 *
 * @param endpoint the scheme and host that answered
 * @param status the HTTP status
 * @param error the OAuth error, perhaps empty
 * @param code the number of the Microsoft Entra ID error, or 0
 */
@Internal
public record TokenErrorResponse(String endpoint, int status, String error, int code) {

	private static final Pattern CODE = Pattern.compile("AADSTS([0-9]{1,9})");

	static TokenErrorResponse of(String endpoint, HttpResponse response) {
		JsonObject body = Optional.ofNullable(JsonObject.find(response)).orElse(JsonObject.EMPTY);
		String error = Optional.ofNullable(body.text("error"))
			.filter((text) -> text.matches("[a-z_]{1,40}"))
			.orElse("");
		return new TokenErrorResponse(endpoint, response.getStatusCode(), error, code(body));
	}

	private static int code(JsonObject body) {
		String description = Optional.ofNullable(body.text("error_description")).orElse("");
		return CODE.matcher(description)
			.results()
			.map((MatchResult match) -> Integer.valueOf(match.group(1)))
			.findFirst()
			.orElse(0);
	}

	public CredentialException explain(Principal principal) {
		if (this.status == 408 || this.status == 429 || this.status >= 500) {
			return CredentialException.unreachable(
					"the token endpoint %s answered HTTP %d".formatted(this.endpoint, this.status),
					"Look at the state of Microsoft Entra ID in Azure's status page.", null);
		}
		boolean told = principal.clientId() != null && principal.tenantId() != null;
		return EntraError.find(this.code)
			.filter((known) -> told)
			.map((known) -> known.explain(principal, this.code))
			.orElseGet(() -> unknown(principal));
	}

	private CredentialException unknown(Principal principal) {
		String detail = (this.code != 0) ? "AADSTS" + this.code : ("HTTP " + this.status + " " + this.error).strip();
		return CredentialException.refused(
				"the token endpoint %s refuses %s (%s)".formatted(this.endpoint, principal.describe(), detail),
				"Check that the identity exists and may be used here; the settings are below '{credential}'.");
	}

}
