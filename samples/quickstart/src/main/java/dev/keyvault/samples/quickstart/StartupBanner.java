package dev.keyvault.samples.quickstart;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Prints the address of the page once the application is ready.
 */
@Component
@ConditionalOnBooleanProperty(name = "demo.exit-after-start", havingValue = false, matchIfMissing = true)
final class StartupBanner implements ApplicationListener<ApplicationReadyEvent> {

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
		System.out.printf("Watch it live: http://localhost:%s - stop with Ctrl+C%n", port);
	}

}
