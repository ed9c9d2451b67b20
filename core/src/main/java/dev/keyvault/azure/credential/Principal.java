package dev.keyvault.azure.credential;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * Who asks for tokens, and how, for logs and messages.
 *
 * @param method how, such as {@code client secret}
 * @param clientId the application or identity, or {@code null} if it is not known here
 * @param tenantId the tenant, or {@code null} if it is not known here
 */
@Internal
public record Principal(String method, @Nullable String clientId, @Nullable String tenantId) {

	/**
	 * Return the words for this principal.
	 * @return such as {@code workload identity (client '1234…', tenant '5678…')}
	 */
	public String describe() {
		List<String> details = new ArrayList<>();
		if (this.clientId != null) {
			details.add("client '" + this.clientId + "'");
		}
		if (this.tenantId != null) {
			details.add("tenant '" + this.tenantId + "'");
		}
		return details.isEmpty() ? this.method : this.method + " (" + String.join(", ", details) + ")";
	}

}
