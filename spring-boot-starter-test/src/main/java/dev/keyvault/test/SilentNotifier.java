package dev.keyvault.test;

import com.github.tomakehurst.wiremock.common.Notifier;

/**
 * Keeps WireMock from printing requests and answers, which hold secrets.
 */
final class SilentNotifier implements Notifier {

	@Override
	public void info(String message) {
	}

	@Override
	public void error(String message) {
	}

	@Override
	public void error(String message, Throwable ex) {
	}

}
