package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import org.springframework.boot.ssl.SslManagerBundle;

import dev.keyvault.test.certificate.IssuedCertificate;

/**
 * Makes contexts that trust one authority.
 */
final class TrustingContext {

	private TrustingContext() {
	}

	static SSLContext of(IssuedCertificate root, SslManagerBundle shown) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			TrustManager trust = new TrustAnchors(Set.of(root.certificate())).trustManager();
			context.init(shown.getKeyManagers(), new TrustManager[] { trust }, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
