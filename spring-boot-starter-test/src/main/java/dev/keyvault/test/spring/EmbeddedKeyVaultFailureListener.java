package dev.keyvault.test.spring;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Closes the vaults of an application that failed before it had a context to close them.
 */
final class EmbeddedKeyVaultFailureListener implements ApplicationListener<ApplicationFailedEvent> {

	@Override
	public void onApplicationEvent(ApplicationFailedEvent event) {
		EmbeddedKeyVaultInitializer.of(event.getSpringApplication()).forEach(EmbeddedKeyVaultInitializer::close);
	}

}
