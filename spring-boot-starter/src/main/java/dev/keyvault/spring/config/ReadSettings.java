package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.azure.http.ProxySettings;
import dev.keyvault.rotation.RotationSettings;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.spring.config.KeyVaultProperties.Http;
import dev.keyvault.spring.config.KeyVaultProperties.Load;
import dev.keyvault.spring.config.KeyVaultProperties.Proxy;
import dev.keyvault.spring.config.KeyVaultProperties.Refresh;

/**
 * How vaults are read, at start-up and later.
 *
 * @param load how much one reading may take
 * @param rotation how often it is repeated
 * @param http how requests are sent
 * @param problems what is wrong with the properties, whose defaults are taken then
 */
record ReadSettings(LoadSettings load, RotationSettings rotation, HttpSettings http, List<Problem> problems) {

	static ReadSettings of(KeyVaultProperties properties) {
		List<Problem> problems = new ArrayList<>();
		return new ReadSettings(load(properties.load(), problems), rotation(properties.refresh(), problems),
				http(properties.http(), problems), problems);
	}

	private static LoadSettings load(Load load, List<Problem> problems) {
		try {
			return new LoadSettings(load.timeout(), load.parallelism());
		}
		catch (IllegalArgumentException ex) {
			problems.add(new Problem(new Subject.Property("", "keyvault.load"), ex.getMessage() + ".",
					Message.of("Correct 'keyvault.load.timeout' and 'keyvault.load.parallelism'.")));
			return LoadSettings.DEFAULTS;
		}
	}

	private static RotationSettings rotation(Refresh refresh, List<Problem> problems) {
		try {
			return new RotationSettings(refresh.interval(), refresh.jitter(), refresh.detection());
		}
		catch (IllegalArgumentException ex) {
			problems.add(new Problem(new Subject.Property("", "keyvault.refresh"), ex.getMessage() + ".",
					Message.of("Correct 'keyvault.refresh.interval' and 'keyvault.refresh.jitter'.")));
			return RotationSettings.DEFAULTS;
		}
	}

	private static HttpSettings http(Http http, List<Problem> problems) {
		ProxySettings proxy = proxy(http.proxy(), problems);
		try {
			return new HttpSettings(http.connectTimeout(), http.responseTimeout(), proxy);
		}
		catch (IllegalArgumentException ex) {
			problems.add(new Problem(new Subject.Property("", "keyvault.http"), ex.getMessage() + ".",
					Message.of("Correct 'keyvault.http.connect-timeout' and 'keyvault.http.response-timeout'.")));
			return HttpSettings.DEFAULTS;
		}
	}

	private static @Nullable ProxySettings proxy(@Nullable Proxy proxy, List<Problem> problems) {
		if (proxy == null) {
			return null;
		}
		try {
			return new ProxySettings(proxy.host(), proxy.port(), proxy.username(), proxy.password(),
					proxy.nonProxyHosts());
		}
		catch (IllegalArgumentException ex) {
			problems.add(new Problem(new Subject.Property("", "keyvault.http.proxy"), ex.getMessage() + ".",
					Message.of("Correct 'keyvault.http.proxy.host' and 'keyvault.http.proxy.port'.")));
			return null;
		}
	}

}
