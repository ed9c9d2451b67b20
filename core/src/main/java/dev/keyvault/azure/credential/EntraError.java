package dev.keyvault.azure.credential;

import java.util.Optional;

/**
 * The answers of Microsoft Entra ID that have one specific cure.
 */
enum EntraError {

	/**
	 * The client secret is not one of the application's.
	 */
	WRONG_SECRET("the client secret of application '{client}' in tenant '{tenant}' is wrong",
			"Set '{credential}.client-secret', the file 'clientsecret' of '{credential}.directory' or AZURE_CLIENT_SECRET to the value of one of the application's client secrets, not to its id."),

	/**
	 * The client secret was good once.
	 */
	EXPIRED_SECRET("the client secret of application '{client}' in tenant '{tenant}' has expired",
			"Add a client secret to the application and set '{credential}.client-secret', the file 'clientsecret' of '{credential}.directory' or AZURE_CLIENT_SECRET to its value."),

	/**
	 * The tenant has no such application.
	 */
	UNKNOWN_CLIENT("tenant '{tenant}' has no application with the client id '{client}'",
			"Correct the client id ('{credential}.client-id' or AZURE_CLIENT_ID) or the tenant id ('{credential}.tenant-id' or AZURE_TENANT_ID)."),

	/**
	 * There is no such tenant.
	 */
	UNKNOWN_TENANT("there is no tenant '{tenant}' in this cloud",
			"Correct the tenant id ('{credential}.tenant-id' or AZURE_TENANT_ID), or the cloud of the vault."),

	/**
	 * The application does not know the service account.
	 */
	NO_FEDERATION(
			"application '{client}' of tenant '{tenant}' has no federated identity credential for this service account",
			"Add one with the issuer of the cluster, the subject 'system:serviceaccount:<namespace>:<name>' and the audience 'api://AzureADTokenExchange'; a new one takes some minutes."),

	/**
	 * The application does not know the certificate.
	 */
	UNKNOWN_CERTIFICATE("the client certificate is not one of application '{client}' in tenant '{tenant}'",
			"Upload the certificate to the application, or correct '{credential}.client-certificate-path'.");

	private final String reason;

	private final String action;

	EntraError(String reason, String action) {
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Return the error with the given number.
	 * @param code the number after {@code AADSTS}
	 * @return the error, or empty if it has no specific cure
	 */
	static Optional<EntraError> find(int code) {
		return switch (code) {
			case 7000215 -> Optional.of(WRONG_SECRET);
			case 7000222 -> Optional.of(EXPIRED_SECRET);
			case 700016 -> Optional.of(UNKNOWN_CLIENT);
			case 90002, 900021, 900023 -> Optional.of(UNKNOWN_TENANT);
			case 70021, 700211, 700212, 700213 -> Optional.of(NO_FEDERATION);
			case 700027 -> Optional.of(UNKNOWN_CERTIFICATE);
			default -> Optional.empty();
		};
	}

	CredentialException explain(Principal principal, int code) {
		String told = this.reason.replace("{client}", String.valueOf(principal.clientId()))
			.replace("{tenant}", String.valueOf(principal.tenantId()));
		return CredentialException.refused("%s (AADSTS%d)".formatted(told, code), this.action);
	}

}
