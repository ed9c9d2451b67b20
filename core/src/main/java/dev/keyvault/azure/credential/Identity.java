package dev.keyvault.azure.credential;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.keyvault.Internal;
import dev.keyvault.source.Deadline;

/**
 * The credential and the tokens that vaults with equal settings share. Thread-safe.
 */
@Internal
public final class Identity {

	private final Clock clock;

	private final Executor executor;

	private final Supplier<Credential> chooser;

	private final SingleFlight<Credential> credential;

	private final Map<TokenScope, TokenCache> supplies = new ConcurrentHashMap<>();

	private Identity(Supplier<Credential> chooser, Clock clock, Executor executor) {
		FailureCache failure = new FailureCache(Duration.ofSeconds(1), clock);
		this.clock = clock;
		this.executor = executor;
		this.chooser = () -> failure.remember(chooser);
		this.credential = new SingleFlight<>(executor);
	}

	/**
	 * Make the identity of a credential that is settled.
	 * @param credential the credential
	 * @param clock tells what time it is
	 * @param executor runs requests for tokens
	 * @return the identity
	 */
	static Identity of(Credential credential, Clock clock, Executor executor) {
		boolean local = credential.need() == Credential.Need.NOTHING;
		Identity identity = new Identity(() -> credential, clock, local ? Runnable::run : executor);
		identity.credential.set(credential);
		return identity;
	}

	/**
	 * Make an identity whose credential is chosen when it is first needed.
	 * @param chooser chooses the credential
	 * @param clock tells what time it is
	 * @param executor runs the choice and requests for tokens
	 * @return the identity
	 */
	static Identity choosing(Supplier<Credential> chooser, Clock clock, Executor executor) {
		return new Identity(chooser, clock, executor);
	}

	public Credential credential(Deadline deadline) {
		return this.credential.get((chosen) -> true, this.chooser, deadline);
	}

	public TokenCache tokens(Credential credential, TokenScope scope) {
		return this.supplies.computeIfAbsent(scope,
				(missing) -> new TokenCache(credential, missing, this.clock, this.executor));
	}

	public String describe() {
		Credential chosen = this.credential.find();
		return (chosen != null) ? chosen.principal().describe() : "not chosen yet";
	}

}
