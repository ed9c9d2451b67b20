package dev.keyvault.samples.quickstart;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.spring.EmbeddedKeyVaultInitializer;

/**
 * Gives the application a vault in its own JVM, unless it is told the endpoint or the
 * name of another. Comes before the listener that processes {@code application.yml}.
 */
final class EmbeddedVault implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final String VAULT = "demo";

	private static final String PREFIX = "keyvault.vaults." + VAULT + ".";

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		Environment environment = event.getEnvironment();
		if (!environment.containsProperty(PREFIX + "endpoint") && !environment.containsProperty(PREFIX + "name")) {
			event.getSpringApplication()
				.addInitializers(new EmbeddedKeyVaultInitializer(VAULT, EmbeddedVault::putSecrets));
		}
	}

	private static void putSecrets(EmbeddedKeyVault vault) {
		vault.putSecret("key-vault-secret-1", "s3cret-not-a-real-password");
		vault.putSecret("key-vault-secret-2", "s3cret-not-a-real-client-secret");
	}

}
