package dev.keyvault.spring.refresh;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties that may refer to those of others.
 */
@ConfigurationProperties("other")
class OtherBean {

	private @Nullable String url;

	private @Nullable String password;

	@Nullable String getUrl() {
		return this.url;
	}

	void setUrl(@Nullable String url) {
		this.url = url;
	}

	@Nullable String getPassword() {
		return this.password;
	}

	void setPassword(@Nullable String password) {
		this.password = password;
	}

}
