package dev.keyvault.samples.quickstart;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import dev.keyvault.object.SensitiveValue;

/**
 * Is made anew when it is next used. Spring Cloud cannot process its scope ahead of time;
 * without the scope there is no such bean.
 */
@Component
@ConditionalOnBooleanProperty(name = "spring.cloud.refresh.enabled", matchIfMissing = true)
@RefreshScope(proxyMode = ScopedProxyMode.INTERFACES)
@Order(4)
final class ScopedFollower implements Follower {

	private final SensitiveValue connectionString;

	ScopedFollower(@Value("${app.connection-string}") String connectionString) {
		this.connectionString = SensitiveValue.of(connectionString);
	}

	@Override
	public String way() {
		return "@RefreshScope";
	}

	@Override
	public SensitiveValue uses() {
		return this.connectionString;
	}

}
