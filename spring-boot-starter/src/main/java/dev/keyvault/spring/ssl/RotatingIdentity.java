package dev.keyvault.spring.ssl;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The current identity of a bundle. A handshake that has begun with one of the seven
 * identities before it can still complete. Thread-safe; reading is one volatile read.
 */
final class RotatingIdentity {

	private static final int KEPT = 8;

	private final ClientSessions sessions = new ClientSessions();

	private volatile List<TlsIdentity> identities;

	RotatingIdentity(TlsIdentity first) {
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
