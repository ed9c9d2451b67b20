package dev.keyvault.spring.ssl;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * The TLS sessions in which a client may have shown an identity, in contexts that others
 * created from the managers of a bundle. All of them end when the identity is replaced,
 * so that none is resumed with the old one; open connections stay open. Holds weak
 * references only. Thread-safe.
 */
final class ClientSessions {

	private final Set<SSLSessionContext> contexts = weakSet();

	private final Set<SSLSession> sessions = weakSet();

	private static <T> Set<T> weakSet() {
		return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
	}

	/**
	 * Remember the session of a handshake. With TLS 1.3 its context is known already, and
	 * what is resumed later are others of the same context; before, it is the session
	 * itself that is resumed.
	 * @param engine the engine whose handshake it is
	 */
	void remember(@Nullable SSLEngine engine) {
		try {
			remember((engine != null) ? engine.getHandshakeSession() : null);
		}
		catch (UnsupportedOperationException ex) {
			// The provider does not expose its sessions.
		}
	}

	/**
	 * Remember the session of a handshake.
	 * @param socket the socket whose handshake it is
	 */
	void remember(SSLSocket socket) {
		try {
			remember(socket.getHandshakeSession());
		}
		catch (UnsupportedOperationException ex) {
			// The provider does not expose its sessions.
		}
	}

	private void remember(@Nullable SSLSession session) {
		SSLSessionContext context = (session != null) ? session.getSessionContext() : null;
		if (context != null) {
			this.contexts.add(context);
		}
		else if (session != null) {
			this.sessions.add(session);
		}
	}

	void end() {
		copy(this.sessions).forEach(SSLSession::invalidate);
		copy(this.contexts).forEach(ClientSessions::end);
	}

	private static void end(SSLSessionContext context) {
		for (byte[] id : Collections.list(context.getIds())) {
			SSLSession session = context.getSession(id);
			if (session != null) {
				session.invalidate();
			}
		}
	}

	private static <T> List<T> copy(Set<T> set) {
		synchronized (set) {
			return List.copyOf(set);
		}
	}

}
