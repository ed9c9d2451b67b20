package dev.keyvault.azure.credential;

import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.Internal;
import dev.keyvault.source.Deadline;

/**
 * Keeps the token of one identity for one scope. However many readers start at once,
 * there is one request for a token. A token that nears its end is renewed while readers
 * go on with it; a renewal that fails is tried again after 30 s. Thread-safe.
 */
@Internal
public final class TokenCache {

	private static final Logger logger = LoggerFactory.getLogger(TokenCache.class);

	private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(30);

	private static final Duration FAILURE_KEPT = Duration.ofSeconds(1);

	private final Credential credential;

	private final TokenScope scope;

	private final Clock clock;

	private final SingleFlight<Token> tokens;

	private final FailureCache failure;

	private @Nullable Token rejected;

	private @Nullable String claims;

	private Instant nextRenewal = Instant.MIN;

	private boolean failing;

	TokenCache(Credential credential, TokenScope scope, Clock clock, Executor executor) {
		this.credential = credential;
		this.scope = scope;
		this.clock = clock;
		this.tokens = new SingleFlight<>(executor);
		this.failure = new FailureCache(FAILURE_KEPT, clock);
	}

	/**
	 * Return a token that is valid.
	 * @param deadline how long to wait for one
	 * @return the token
	 * @throws CredentialException if there is none; for 1 s the same failure is told
	 * without asking again
	 */
	public Token token(Deadline deadline) {
		Token token = await(deadline);
		if (!this.clock.instant().isBefore(token.renewFrom())) {
			renew();
		}
		return token;
	}

	private Token await(Deadline deadline) {
		try {
			return this.tokens.get(this::isUsable, () -> this.failure.remember(this::request), deadline);
		}
		catch (UncheckedIOException ex) {
			if (ex.getCause() instanceof HttpTimeoutException) {
				throw CredentialException.unreachable(
						"%s gave none in time".formatted(this.credential.principal().describe()),
						"Check what gives out tokens, or allow more time with '{setting}.load.timeout'.", null);
			}
			throw ex;
		}
	}

	/**
	 * Return a token other than one that a vault did not accept.
	 * @param token the token that was not accepted
	 * @param claims what the vault wants a token to claim, or {@code null}
	 * @param deadline how long to wait for one
	 * @return the token, which is the same if the credential gives no other
	 */
	public Token replace(Token token, @Nullable String claims, Deadline deadline) {
		reject(token, claims);
		return token(deadline);
	}

	private synchronized void reject(Token token, @Nullable String claims) {
		if (token.equals(this.tokens.find())) {
			this.rejected = token;
			this.claims = claims;
		}
	}

	private synchronized boolean isUsable(Token token) {
		return this.clock.instant().isBefore(token.expires()) && !token.equals(this.rejected);
	}

	private Token request() {
		return this.credential.request(this.scope, takeClaims());
	}

	private synchronized @Nullable String takeClaims() {
		String taken = this.claims;
		this.claims = null;
		return taken;
	}

	private synchronized void renew() {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.nextRenewal)) {
			this.nextRenewal = now.plus(BETWEEN_RENEWALS);
			this.tokens.renew(this::requestAndTell);
		}
	}

	private Token requestAndTell() {
		try {
			Token token = request();
			tellSuccess();
			return token;
		}
		catch (CredentialException ex) {
			tellFailure(ex);
			throw ex;
		}
	}

	private synchronized void tellSuccess() {
		if (this.failing) {
			logger.info("The token of {} is renewed again", this.credential.principal().describe());
		}
		this.failing = false;
	}

	private synchronized void tellFailure(CredentialException failure) {
		if (!this.failing) {
			logger.warn("The token of {} cannot be renewed and is used until it expires: {}",
					this.credential.principal().describe(), failure.getMessage());
		}
		this.failing = true;
	}

}
