package dev.keyvault.spring.ssl;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts clients whose issuer is in the chain of a bundle's current identity, and servers
 * whose issuer is there or among the authorities of the JDK. Thread-safe.
 */
final class RotatingTrustManager extends X509ExtendedTrustManager {

	private final RotatingIdentity current;

	RotatingTrustManager(RotatingIdentity current) {
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
	 * Return the issuers of trusted clients, which servers announce.
	 * @return the issuers in the chain of the bundle
	 */
	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return this.current.get().clientTrust().getAcceptedIssuers();
	}

}
