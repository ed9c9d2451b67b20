package dev.keyvault.azure;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.JsonObject;
import dev.keyvault.azure.http.RetryAfter;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;

/**
 * An answer other than success.
 *
 * @param status the HTTP status
 * @param code the error code, or {@code null} if the body is not an error of a vault
 * @param innerCode the inner error code
 * @param retryAfter how long the vault asks to wait
 */
record ErrorResponse(int status, @Nullable String code, @Nullable String innerCode, @Nullable Duration retryAfter) {

	private static final Set<String> DISABLED = Set.of("SecretDisabled", "KeyDisabled", "CertificateDisabled");

	private static final Set<String> BY_NETWORK = Set.of("ForbiddenByFirewall", "ForbiddenByConnection");

	static ErrorResponse of(HttpResponse response, Clock clock) {
		JsonObject body = JsonObject.find(response);
		JsonObject error = (body != null) ? body.object("error") : JsonObject.EMPTY;
		return new ErrorResponse(response.getStatusCode(), code(error), code(error.object("innererror")),
				RetryAfter.find(response, clock));
	}

	private static @Nullable String code(JsonObject error) {
		String code = error.text("code");
		return (code != null && code.matches("[A-Za-z]{1,60}")) ? code : null;
	}

	KeyVaultException explain(VaultCall call) {
		ObjectId id = call.id();
		if (this.status == 403) {
			return explainForbidden(call);
		}
		if (this.status == 404 && id != null && this.code != null) {
			return ObjectNotFoundException.of(id, null);
		}
		if (this.status == 429) {
			return new VaultThrottledException(call.vault(), this.retryAfter, null);
		}
		return unreachable(call.vault());
	}

	private KeyVaultException explainForbidden(VaultCall call) {
		ObjectId id = call.id();
		if (id != null && this.innerCode != null && DISABLED.contains(this.innerCode)) {
			return new ObjectDisabledException(id, null);
		}
		if (this.innerCode != null && BY_NETWORK.contains(this.innerCode)) {
			return AccessDeniedException.byFirewall(call.vault(), null);
		}
		return AccessDeniedException.of(call.vault(), call.subject(), call.permission(), null);
	}

	private VaultUnreachableException unreachable(Vault vault) {
		String detail = (this.code != null) ? " (" + this.code + ")" : "";
		return VaultUnreachableException.answered(vault,
				"Vault %s answered HTTP %d%s.".formatted(vault, this.status, detail), action(), this.retryAfter);
	}

	private String action() {
		return (this.status == 408 || this.status >= 500) ? "Look at the state of the vault's region in Azure."
				: "Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.";
	}

}
