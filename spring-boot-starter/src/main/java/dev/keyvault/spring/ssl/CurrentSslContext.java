package dev.keyvault.spring.ssl;

import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * A context that starts afresh with each identity of a bundle, sessions included: an old
 * identity is not shown again because a session is resumed. Connections that are open
 * live on. Thread-safe.
 */
final class CurrentSslContext extends SSLContext {

	private CurrentSslContext(Generations generations, SSLContext model) {
		super(new CurrentSslContextSpi(generations), model.getProvider(), model.getProtocol());
	}

	static SSLContext of(CurrentIdentity current, Supplier<SSLContext> contexts) {
		Generations generations = new Generations(current, contexts);
		return new CurrentSslContext(generations, generations.current());
	}

	/**
	 * One context for each identity, of which the last one is kept.
	 */
	static final class Generations {

		private final CurrentIdentity identity;

		private final Supplier<SSLContext> contexts;

		private volatile Generation last;

		Generations(CurrentIdentity identity, Supplier<SSLContext> contexts) {
			this.identity = identity;
			this.contexts = contexts;
			this.last = new Generation(identity.get(), contexts.get());
		}

		SSLContext current() {
			return isOver() ? next() : this.last.context();
		}

		@SuppressWarnings("ReferenceEquality")
		private boolean isOver() {
			return this.last.identity() != this.identity.get();
		}

		private synchronized SSLContext next() {
			if (isOver()) {
				this.last = new Generation(this.identity.get(), this.contexts.get());
			}
			return this.last.context();
		}

	}

	/**
	 * A context and the identity it is for.
	 *
	 * @param identity the identity
	 * @param context the context
	 */
	private record Generation(TlsIdentity identity, SSLContext context) {

	}

}
