package dev.keyvault.azure;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.regex.Pattern;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.credential.Credential;
import dev.keyvault.azure.credential.Identity;
import dev.keyvault.azure.credential.Principal;
import dev.keyvault.azure.credential.Token;
import dev.keyvault.azure.credential.TokenCache;
import dev.keyvault.azure.credential.TokenScope;
import dev.keyvault.azure.http.SynchronousPolicy;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.VaultUnreachableException;

/**
 * Puts a token on requests to one vault, and lets no request go elsewhere. If the vault
 * does not accept the token, another is tried once.
 */
final class AuthorizationPolicy implements SynchronousPolicy {

	private static final Pattern GUID = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

	private static final Pattern TOKEN = Pattern.compile("[!-~]+");

	private final VaultSettings settings;

	private final Vault vault;

	private final Identity identity;

	private final ChallengeCache challenges;

	AuthorizationPolicy(VaultSettings settings, Identity identity, ChallengeCache challenges) {
		this.settings = settings;
		this.vault = settings.vault();
		this.identity = identity;
		this.challenges = challenges;
	}

	@Override
	public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
		requireOwnHost(context.getHttpRequest().getUrl());
		Deadline deadline = VaultCall.of(context).deadline();
		Credential credential = this.identity.credential(deadline);
		TokenScope scope = this.challenges.findScope(credential.need());
		if (scope != null) {
			return send(context, next, credential, scope);
		}
		ChallengeCache.Probe probe = this.challenges.probe(() -> next.clone().processSync(), deadline);
		return (probe.challenge() != null) ? send(context, next, credential, probe.challenge().scope(credential.need()))
				: probe.response();
	}

	private void requireOwnHost(URL address) {
		if (!this.vault.serves(uri(address))) {
			throw new VaultUnreachableException(this.vault,
					"Vault %s links to another host, '%s', to which no token is sent.".formatted(this.vault,
							hostAndPort(address)),
					"Check that 'endpoint' is the address of a vault; a proxy may have changed the answer.", null);
		}
	}

	private static String hostAndPort(URL address) {
		return (address.getPort() != -1) ? address.getHost() + ":" + address.getPort() : address.getHost();
	}

	private static URI uri(URL address) {
		try {
			return address.toURI();
		}
		catch (URISyntaxException ex) {
			return URI.create("invalid:address");
		}
	}

	private HttpResponse send(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next, Credential credential,
			TokenScope scope) {
		Deadline deadline = VaultCall.of(context).deadline();
		Token token = this.identity.tokens(credential, scope).token(deadline);
		HttpResponse response = send(context, next, credential, token);
		if (response.getStatusCode() != 401) {
			return response;
		}
		Challenge challenge = Challenge.find(response);
		requireSameTenant(challenge, credential.principal());
		if (challenge == null || challenge.resource() == null || credential.need() == Credential.Need.NOTHING) {
			throw notAccepted(credential);
		}
		this.challenges.learn(challenge, response);
		TokenCache supply = this.identity.tokens(credential, challenge.scope(credential.need()));
		HttpResponse second = send(context, next, credential, supply.replace(token, challenge.claims(), deadline));
		if (second.getStatusCode() == 401) {
			throw notAccepted(credential);
		}
		return second;
	}

	private HttpResponse send(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next, Credential credential,
			Token token) {
		String value = token.value().reveal();
		if (!TOKEN.matcher(value).matches()) {
			throw notSendable(credential);
		}
		context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + value);
		try {
			return next.clone().processSync();
		}
		finally {
			context.getHttpRequest().getHeaders().remove(HttpHeaderName.AUTHORIZATION);
		}
	}

	private AuthenticationFailedException notSendable(Credential credential) {
		return new AuthenticationFailedException(this.vault,
				"The token for vault %s cannot be sent: it has white space or another character that no token has; credential: %s."
					.formatted(this.vault, credential.principal().describe()),
				SettingTemplates.fill("Correct what gives it, or choose another '{credential}.type'.", this.settings),
				null);
	}

	private void requireSameTenant(@Nullable Challenge challenge, Principal principal) {
		String wanted = (challenge != null) ? challenge.tenant() : null;
		String given = principal.tenantId();
		if (wanted != null && given != null && isGuid(wanted) && isGuid(given) && !wanted.equalsIgnoreCase(given)) {
			throw new AuthenticationFailedException(this.vault,
					"Vault %s belongs to tenant '%s', but the token of %s is from another.".formatted(this.vault,
							wanted, principal.describe()),
					SettingTemplates.fill(
							"Wrong tenant: set '{credential}.tenant-id' to the vault's, and use an identity of that tenant.",
							this.settings),
					null);
		}
	}

	private static boolean isGuid(String tenant) {
		return GUID.matcher(tenant).matches();
	}

	private AuthenticationFailedException notAccepted(Credential credential) {
		return new AuthenticationFailedException(this.vault,
				"Vault %s does not accept the token (HTTP 401); credential: %s.".formatted(this.vault,
						credential.principal().describe()),
				"Check that the identity is one of the vault's tenant and cloud, and that the clock of this machine is right.",
				null);
	}

}
