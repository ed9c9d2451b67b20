package dev.keyvault.spring.ssl;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Shows the current identity of a bundle to the other side. The alias of an identity is
 * one of its version, so that chain and private key of one handshake belong together,
 * whatever happens in between. What a client showed is not resumed once the identity is
 * another. Thread-safe.
 */
final class RotatingKeyManager extends X509ExtendedKeyManager {

	private final RotatingIdentity current;

	RotatingKeyManager(RotatingIdentity current) {
		this.current = current;
	}

	@Override
	public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
		return aliases(keyType, issuers);
	}

	@Override
	public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
		return aliases(keyType, issuers);
	}

	private String @Nullable [] aliases(@Nullable String keyType, Principal @Nullable [] issuers) {
		String alias = choose(issuers, keyType);
		return (alias != null) ? new String[] { alias } : null;
	}

	@Override
	public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		if (socket instanceof SSLSocket handshaking) {
			this.current.sessions().remember(handshaking);
		}
		return choose(issuers, keyTypes);
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		this.current.sessions().remember(engine);
		return choose(issuers, keyTypes);
	}

	@Override
	public @Nullable String chooseServerAlias(@Nullable String keyType, Principal @Nullable [] issuers,
			@Nullable Socket socket) {
		return choose(issuers, keyType);
	}

	@Override
	public @Nullable String chooseEngineServerAlias(@Nullable String keyType, Principal @Nullable [] issuers,
			@Nullable SSLEngine engine) {
		return choose(issuers, keyType);
	}

	private @Nullable String choose(Principal @Nullable [] issuers, @Nullable String... keyTypes) {
		TlsIdentity identity = this.current.get();
		boolean suitable = identity.isIssuedBy(issuers) && Arrays.stream(keyTypes).anyMatch(identity::isOfType);
		return suitable ? identity.alias() : null;
	}

	@Override
	public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
		TlsIdentity identity = this.current.find(alias);
		return (identity != null) ? identity.chain() : null;
	}

	@Override
	public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
		TlsIdentity identity = this.current.find(alias);
		return (identity != null) ? identity.privateKey() : null;
	}

}
