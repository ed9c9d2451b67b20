package dev.keyvault.azure;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.credential.Credential;
import dev.keyvault.azure.credential.SingleFlight;
import dev.keyvault.azure.credential.TokenScope;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.Deadline;

/**
 * Knows what one vault wants tokens for. A vault whose address tells is not asked; any
 * other is asked once, by a request without a token. Thread-safe.
 */
final class ChallengeCache {

	private static final int SHOWN = 100;

	private final VaultSettings settings;

	private final SingleFlight<Probe> probe;

	ChallengeCache(VaultSettings settings, Executor executor) {
		this.settings = settings;
		this.probe = new SingleFlight<>(executor);
	}

	/**
	 * Return the scope that the vault's address tells.
	 * @param need what the credential has to know
	 * @return the scope, or {@code null} if the vault has to be asked
	 */
	@Nullable TokenScope findScope(Credential.Need need) {
		Optional<Cloud> cloud = Cloud.find(this.settings.vault());
		return switch (need) {
			case NOTHING -> TokenScope.ANY;
			case SCOPE -> cloud.map((known) -> new TokenScope(known.scope(), null)).orElse(null);
			case SCOPE_AND_TENANT -> null;
		};
	}

	/**
	 * Ask the vault, unless it told before.
	 * @param sender sends a request without a token
	 * @param deadline when the answer is of no use any more
	 * @return what it answered
	 */
	Probe probe(Supplier<HttpResponse> sender, Deadline deadline) {
		return this.probe.get((known) -> known.challenge() != null, () -> ask(sender), deadline);
	}

	private Probe ask(Supplier<HttpResponse> sender) {
		HttpResponse response = sender.get();
		int status = response.getStatusCode();
		if (status == 401) {
			return new Probe(check(Challenge.find(response)), response);
		}
		if (status == 200 || status == 404) {
			throw notAsked(status);
		}
		return new Probe(null, response);
	}

	/**
	 * Take note of what the vault wants, as it says when it does not accept a token.
	 * @param challenge the challenge
	 * @param response the answer that has it
	 */
	void learn(Challenge challenge, HttpResponse response) {
		this.probe.set(new Probe(check(challenge), response));
	}

	private Challenge check(@Nullable Challenge challenge) {
		Vault vault = this.settings.vault();
		if (challenge == null || challenge.resource() == null) {
			throw new AuthenticationFailedException(vault,
					"Vault %s does not say what it wants a token for.".formatted(vault),
					"Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
					null);
		}
		if (!challenge.isResourceAllowed()) {
			throw new AuthenticationFailedException(vault,
					"Vault %s asked for a token for '%s', which is not 'https://' with a host and nothing else."
						.formatted(vault, shortened(challenge.resource())),
					"Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
					null);
		}
		if (this.settings.verifyChallengeResource() && !challenge.isFor(vault.endpoint().getHost())) {
			throw new AuthenticationFailedException(vault,
					"Vault %s asked for a token for '%s', which is not for this host.".formatted(vault,
							shortened(challenge.resource())),
					SettingTemplates.fill(
							"Check the address of the vault; only if you trust it, set '{vault}.verify-challenge-resource' to false.",
							this.settings),
					null);
		}
		return challenge;
	}

	private static String shortened(String resource) {
		return (resource.length() <= SHOWN) ? resource : resource.substring(0, SHOWN) + "…";
	}

	private AuthenticationFailedException notAsked(int status) {
		Vault vault = this.settings.vault();
		return new AuthenticationFailedException(vault,
				"Vault %s answered HTTP %d to a request without a token, which no Key Vault does.".formatted(vault,
						status),
				"Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.", null);
	}

	/**
	 * What a vault answers to a request without a token.
	 *
	 * @param challenge what it wants, or {@code null} if it did not come to that
	 * @param response the answer
	 */
	record Probe(@Nullable Challenge challenge, HttpResponse response) {

	}

}
