package dev.keyvault.spring.ssl;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The identity that a bundle has at the moment. Handshakes that have begun with one of
 * the seven before it can end with it. Thread-safe; reading is one volatile read.
 */
final class CurrentIdentity {

	private static final int KEPT = 8;

	private final ClientSessions sessions = new ClientSessions();

	private volatile List<TlsIdentity> identities;

	CurrentIdentity(TlsIdentity first) {
		this.identities = List.of(first);
	}

	TlsIdentity get() {
		return this.identities.get(0);
	}

	/**
	 * Return the sessions that end with the identity.
	 * @return where to remember them, before the identity is asked for
	 */
	ClientSessions sessions() {
		return this.sessions;
	}

	@Nullable TlsIdentity find(@Nullable String alias) {
		for (TlsIdentity identity : this.identities) {
			if (identity.alias().equals(alias)) {
				return identity;
			}
		}
		return null;
	}

	synchronized void replace(TlsIdentity next) {
		this.identities = Stream.concat(Stream.of(next), this.identities.stream()).limit(KEPT).toList();
		this.sessions.end();
	}

}
