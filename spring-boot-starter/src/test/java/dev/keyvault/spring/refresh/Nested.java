package dev.keyvault.spring.refresh;

import org.jspecify.annotations.Nullable;

/**
 * Properties inside of others.
 */
class Nested {

	private @Nullable String secret;

	private String tag = "default";

	@Nullable String getSecret() {
		return this.secret;
	}

	void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	String getTag() {
		return this.tag;
	}

	void setTag(String tag) {
		this.tag = tag;
	}

}
