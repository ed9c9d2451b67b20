package dev.keyvault.spring.ssl;

import java.security.SecureRandom;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

import dev.keyvault.spring.ssl.CurrentSslContext.Generations;

/**
 * Asks the context of the current identity, each time anew.
 */
final class CurrentSslContextSpi extends SSLContextSpi {

	private final Generations generations;

	CurrentSslContextSpi(Generations generations) {
		this.generations = generations;
	}

	@Override
	protected void engineInit(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust,
			@Nullable SecureRandom random) {
		throw new IllegalStateException("The context is initialized by its bundle");
	}

	@Override
	protected SSLSocketFactory engineGetSocketFactory() {
		return new CurrentSocketFactory(() -> this.generations.current().getSocketFactory());
	}

	@Override
	protected SSLServerSocketFactory engineGetServerSocketFactory() {
		return new CurrentServerSocketFactory(() -> this.generations.current().getServerSocketFactory());
	}

	@Override
	protected SSLEngine engineCreateSSLEngine() {
		return this.generations.current().createSSLEngine();
	}

	@Override
	protected SSLEngine engineCreateSSLEngine(String host, int port) {
		return this.generations.current().createSSLEngine(host, port);
	}

	@Override
	protected SSLSessionContext engineGetServerSessionContext() {
		return this.generations.current().getServerSessionContext();
	}

	@Override
	protected SSLSessionContext engineGetClientSessionContext() {
		return this.generations.current().getClientSessionContext();
	}

	@Override
	protected SSLParameters engineGetDefaultSSLParameters() {
		return this.generations.current().getDefaultSSLParameters();
	}

	@Override
	protected SSLParameters engineGetSupportedSSLParameters() {
		return this.generations.current().getSupportedSSLParameters();
	}

}
