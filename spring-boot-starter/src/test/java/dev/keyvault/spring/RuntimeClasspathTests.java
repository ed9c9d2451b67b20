package dev.keyvault.spring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the classpath that the starter brings.
 */
class RuntimeClasspathTests {

	@ParameterizedTest
	@ValueSource(strings = { "reactor.netty.http.client.HttpClient",
			"com.azure.core.http.netty.NettyAsyncHttpClientProvider",
			"com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder",
			"com.azure.security.keyvault.secrets.SecretClient" })
	void unusedClientIsAbsent(String type) {
		assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.sun.jna.Native", "com.sun.jna.platform.win32.Crypt32",
			"com.microsoft.aad.msal4jextensions.PersistenceSettings" })
	void cacheOfDeveloperToolsIsAbsent(String type) {
		assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "com.azure.identity.ClientSecretCredential", "org.springframework.boot.SpringApplication" })
	void clientIsPresent(String type) {
		assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isTrue();
	}

}
