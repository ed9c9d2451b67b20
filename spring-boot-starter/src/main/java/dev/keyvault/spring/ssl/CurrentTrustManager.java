package dev.keyvault.spring.ssl;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts as the current identity of a bundle does: clients only if an issuer in the own
 * chain vouches for them, servers also if an authority of the JDK does. Thread-safe.
 */
final class CurrentTrustManager extends X509ExtendedTrustManager {

	private final CurrentIdentity current;

	CurrentTrustManager(CurrentIdentity current) {
		this.current = current;
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		this.current.get().clientTrust().checkClientTrusted(chain, authType);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		this.current.get().clientTrust().checkClientTrusted(chain, authType, socket);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		this.current.get().clientTrust().checkClientTrusted(chain, authType, engine);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		this.current.get().serverTrust().checkServerTrusted(chain, authType);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		this.current.get().serverTrust().checkServerTrusted(chain, authType, socket);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		this.current.get().serverTrust().checkServerTrusted(chain, authType, engine);
	}

	/**
	 * Return whom clients may be from, which is what servers tell them.
	 * @return the issuers in the own chain
	 */
	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return this.current.get().clientTrust().getAcceptedIssuers();
	}

}
