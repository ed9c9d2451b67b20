package dev.keyvault.samples.quickstart;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.Order;

import dev.keyvault.object.SensitiveValue;

/**
 * Is bound anew in place, since it has a setter.
 */
@ConfigurationProperties("app")
@Order(3)
final class BoundFollower implements Follower {

	private volatile SensitiveValue connectionString = SensitiveValue.of("");

	SensitiveValue getConnectionString() {
		return this.connectionString;
	}

	void setConnectionString(SensitiveValue connectionString) {
		this.connectionString = connectionString;
	}

	@Override
	public String way() {
		return "@ConfigurationProperties JavaBean";
	}

	@Override
	public SensitiveValue uses() {
		return this.connectionString;
	}

}
