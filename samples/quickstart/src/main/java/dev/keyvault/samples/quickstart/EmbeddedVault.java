package dev.keyvault.samples.quickstart;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.spring.EmbeddedKeyVaultInitializer;

/**
 * Gives the application a vault in its own JVM, unless it is told the endpoint of
 * another. Comes before the listener that processes {@code application.yml}.
 */
final class EmbeddedVault implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final String VAULT = "demo";

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (!event.getEnvironment().containsProperty("keyvault.vaults." + VAULT + ".endpoint")) {
			event.getSpringApplication()
				.addInitializers(new EmbeddedKeyVaultInitializer(VAULT, EmbeddedVault::putSecrets));
		}
	}

	private static void putSecrets(EmbeddedKeyVault vault) {
		vault.putSecret("key-vault-secret-1", "not-a-real-password");
		vault.putSecret("key-vault-secret-2", "not-a-real-client-secret");
	}

}
