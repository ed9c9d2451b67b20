package dev.keyvault.azure.credential;

import java.util.Locale;

import dev.keyvault.Internal;

/**
 * The ways in which an application can prove to Azure who it is.
 */
@Internal
public enum CredentialType {

	/**
	 * The first that applies: a configured client secret, client certificate or
	 * directory, an application in environment variables, a workload identity, a managed
	 * identity, the Azure CLI unless on Kubernetes.
	 */
	AUTO,

	/**
	 * The service account of a pod, federated with an application or a managed identity.
	 */
	WORKLOAD_IDENTITY,

	/**
	 * The identity that Azure gives to the machine or the app.
	 */
	MANAGED_IDENTITY,

	/**
	 * An application with a password.
	 */
	CLIENT_SECRET,

	/**
	 * An application with a certificate and its private key.
	 */
	CLIENT_CERTIFICATE,

	/**
	 * Whoever called {@code az login}. For the machines of developers.
	 */
	AZURE_CLI,

	/**
	 * Whatever {@code DefaultAzureCredential} of the Azure SDK finds, which may take
	 * long.
	 */
	DEFAULT_CHAIN,

	/**
	 * The credential that the application itself has registered.
	 */
	CUSTOM,

	/**
	 * A token that somebody else fetched. For tests and emulators.
	 */
	STATIC_TOKEN;

	/**
	 * Return the name that configuration files use.
	 * @return such as {@code workload-identity}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
