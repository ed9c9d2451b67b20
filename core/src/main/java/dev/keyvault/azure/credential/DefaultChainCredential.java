package dev.keyvault.azure.credential;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.util.Configuration;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.AzureDeveloperCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.HttpSettings;

/**
 * Whatever the Azure SDK finds. It may take 30 s. Those of its credentials that read what
 * an IDE or PowerShell keeps are left out if the library that they need is not there: the
 * SDK would end with a {@link NoClassDefFoundError}.
 *
 * @param tenantId the tenant, or {@code null} for that of the vault
 * @param clientId the managed or workload identity to prefer, or {@code null}
 * @param authorityHost where tokens are given out
 */
record DefaultChainCredential(@Nullable String tenantId, @Nullable String clientId,
		URI authorityHost) implements SdkCredential {

	private static final String CHOICE = "AZURE_TOKEN_CREDENTIALS";

	private static final String LIBRARY = "com.microsoft.azure:msal4j-persistence-extension";

	private static final Set<String> NEED_LIBRARY = Set.of("intellijcredential", "visualstudiocodecredential",
			"azurepowershellcredential");

	@Override
	public Principal principal() {
		return new Principal("default chain", this.clientId, this.tenantId);
	}

	@Override
	public Credential.Need need() {
		return (this.tenantId != null) ? Credential.Need.SCOPE : Credential.Need.SCOPE_AND_TENANT;
	}

	@Override
	public Duration patience(HttpSettings http) {
		return http.responseTimeout().multipliedBy(3);
	}

	@Override
	public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
		Configuration configuration = Configuration.getGlobalConfiguration();
		String choice = configuration.get(CHOICE, "").strip();
		if (isLibraryPresent()) {
			return chain(configuration, pipeline, executor);
		}
		return switch (choice.toLowerCase(Locale.ROOT)) {
			case "" -> {
				TokenCredential deployed = chain(deployed(), pipeline, executor);
				yield developer(new ChainedTokenCredentialBuilder().addLast(deployed), pipeline);
			}
			case "dev" -> developer(new ChainedTokenCredentialBuilder(), pipeline);
			default -> {
				requireNoLibrary(choice);
				yield chain(configuration, pipeline, executor);
			}
		};
	}

	// The SDK has no other way to set one variable.
	@SuppressWarnings("deprecation")
	private static Configuration deployed() {
		return Configuration.getGlobalConfiguration().clone().put(CHOICE, "prod");
	}

	private TokenCredential chain(Configuration configuration, HttpPipeline pipeline, ExecutorService executor) {
		DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
			.authorityHost(this.authorityHost.toString())
			.disableInstanceDiscovery()
			.configuration(configuration)
			.pipeline(pipeline)
			.executorService(executor);
		if (this.tenantId != null) {
			builder.tenantId(this.tenantId);
		}
		if (this.clientId != null) {
			builder.managedIdentityClientId(this.clientId).workloadIdentityClientId(this.clientId);
		}
		return builder.build();
	}

	private TokenCredential developer(ChainedTokenCredentialBuilder chain, HttpPipeline pipeline) {
		AzureCliCredentialBuilder cli = new AzureCliCredentialBuilder().pipeline(pipeline);
		AzureDeveloperCliCredentialBuilder developerCli = new AzureDeveloperCliCredentialBuilder().pipeline(pipeline);
		if (this.tenantId != null) {
			cli.tenantId(this.tenantId);
			developerCli.tenantId(this.tenantId);
		}
		return chain.addLast(cli.build()).addLast(developerCli.build()).build();
	}

	private static void requireNoLibrary(String choice) {
		if (NEED_LIBRARY.contains(choice.toLowerCase(Locale.ROOT))) {
			throw CredentialException.refused(
					"%s is '%s', which takes a library that is not there".formatted(CHOICE, choice),
					"Add '%s' to the application, or choose another '{credential}.type'.".formatted(LIBRARY));
		}
	}

	private static boolean isLibraryPresent() {
		try {
			ClassLoader loader = DefaultChainCredential.class.getClassLoader();
			Class.forName("com.microsoft.aad.msal4jextensions.PersistenceSettings", false, loader);
			Class.forName("com.sun.jna.platform.win32.WinNT", false, loader);
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	@Override
	public CredentialException explain(RuntimeException failure) {
		String cure = "Set '{credential}.type' to the credential you mean; the log of 'com.azure.identity' tells what was tried.";
		return CredentialException
			.refused("no credential of the Azure SDK's default chain gives one", isLibraryPresent() ? cure
					: "%s The sign-in of IntelliJ, Visual Studio Code and Azure PowerShell takes '%s', which is not there."
						.formatted(cure, LIBRARY));
	}

}
