package dev.keyvault.spring.refresh;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * Tells whether an application listens to {@link KeyVaultRotatedEvent}. Listeners to
 * every event do not count.
 */
final class EventListeners {

	private static final ResolvableType OURS = ResolvableType.forClass(KeyVaultRotatedEvent.class);

	private static final ResolvableType ANY = ResolvableType.forClass(ApplicationEvent.class);

	private final ConfigurableApplicationContext context;

	EventListeners(ConfigurableApplicationContext context) {
		this.context = context;
	}

	boolean areThere() {
		return this.context instanceof AbstractApplicationContext known
				&& known.getApplicationListeners().stream().anyMatch(EventListeners::isForUs);
	}

	private static boolean isForUs(ApplicationListener<?> listener) {
		GenericApplicationListener generic = (listener instanceof GenericApplicationListener given) ? given
				: new GenericApplicationListenerAdapter(listener);
		return generic.supportsEventType(OURS) && !generic.supportsEventType(ANY);
	}

}
