package dev.keyvault.azure;

import java.io.UncheckedIOException;
import java.time.Clock;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;

import dev.keyvault.Internal;
import dev.keyvault.azure.credential.CredentialException;
import dev.keyvault.azure.http.NetworkFailure;
import dev.keyvault.azure.http.SynchronousPolicy;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.Message;
import dev.keyvault.source.VaultUnreachableException;

/**
 * Turns everything but success into a {@link KeyVaultException}, whose message and causes
 * hold nothing that the vault or the caller keeps secret.
 */
@Internal
public final class FailurePolicy implements SynchronousPolicy {

	private final VaultSettings settings;

	private final Clock clock;

	public FailurePolicy(VaultSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
		VaultCall call = VaultCall.of(context);
		HttpResponse response = send(call, next);
		if (response.getStatusCode() != 200) {
			throw ErrorResponse.of(response, this.clock).explain(call);
		}
		return response;
	}

	private HttpResponse send(VaultCall call, HttpPipelineNextSyncPolicy next) {
		try {
			return next.processSync();
		}
		catch (UncheckedIOException ex) {
			throw call.deadline().remaining().isZero()
					? VaultUnreachableException.late(call.vault(), call.deadline(), ex.getCause())
					: unreachable(call.vault(), ex);
		}
		catch (CredentialException ex) {
			throw noToken(call.vault(), ex);
		}
	}

	private KeyVaultException unreachable(Vault vault, UncheckedIOException failure) {
		NetworkFailure kind = NetworkFailure.of(failure);
		return new VaultUnreachableException(vault, "Vault %s %s.".formatted(vault, kind.predicate(failure)),
				SettingTemplates.fill(kind.action(failure), this.settings), failure.getCause());
	}

	private KeyVaultException noToken(Vault vault, CredentialException failure) {
		String message = "No token for vault %s: %s.".formatted(vault, failure.reason());
		Message action = SettingTemplates.fill(failure.action(), this.settings);
		return failure.isPassing() ? new VaultUnreachableException(vault, message, action, failure.getCause())
				: new AuthenticationFailedException(vault, message, action, failure.getCause());
	}

}
