package dev.keyvault.samples.quickstart;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Ends the application as soon as it has started, which then takes whichever port is
 * free.
 */
@Component
@ConditionalOnBooleanProperty("demo.exit-after-start")
final class ExitAfterStart implements ApplicationListener<ApplicationReadyEvent>,
		WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		factory.setPort(0);
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		event.getApplicationContext().close();
	}

}
