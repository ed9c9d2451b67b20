package dev.keyvault.spring.refresh;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is said of clients that Spring Boot made with a value which was rotated
 * since.
 */
@ExtendWith(OutputCaptureExtension.class)
class StaleClientsTests {

	private static final String CURE = "Restart the application, declare what has the old value yourself with "
			+ "@RefreshScope, or hand the new one over in a RotationFollower bean.";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("key", "s3cret-of-one");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"spring.data.redis.password | Redis keeps the old value: bean 'redisConnectionFactory' got it from 'spring.data.redis' (DataRedisProperties) | ''",
			"spring.rabbitmq.password | RabbitMQ keeps the old value: bean 'rabbitConnectionFactory' got it from 'spring.rabbitmq' (RabbitProperties) | ' AbstractConnectionFactory.setUsername and setPassword of Spring AMQP count for the next connection.'",
			"spring.mail.password | mail keeps the old value: bean 'mailSender' got it from 'spring.mail' (MailProperties) | ' JavaMailSenderImpl.setUsername and setPassword count for the next message.'",
			"spring.security.oauth2.client.registration.partner.client-secret | the OAuth2 client keeps the old value: beans 'clientRegistrationRepository', 'reactiveClientRegistrationRepository' got it from 'spring.security.oauth2.client' (OAuth2ClientProperties) | ''",
			"spring.r2dbc.password | R2DBC keeps the old value: bean 'connectionFactory' got it from 'spring.r2dbc' (R2dbcProperties) | ''" })
	void clientThatKeepsTheOldValueIsNamedOnce(String key, String reason, String hint, CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(key, Listening.class).start()) {
			rotate(context, "s3cret-of-two");
			rotate(context, "s3cret-of-three");
			assertThat(output).containsOnlyOnce("Rotated '%s', but %s at the start and does not read it again. %s%s\n"
				.formatted(key, reason, CURE, hint));
			assertThat(output).containsOnlyOnce("keeps the old value")
				.doesNotContain("nothing is known to follow")
				.doesNotContain("s3cret-of");
		}
	}

	@Test
	void followerThatTakesTheValueEndsTheWarning(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application("spring.mail.password", Following.class).start()) {
			rotate(context, "s3cret-of-two");
			assertThat(output).contains("Rotated").doesNotContain("keeps the old value");
		}
	}

	@Test
	void listenerThatSaysSoEndsTheWarning(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application("spring.mail.password", Marking.class).start()) {
			rotate(context, "s3cret-of-two");
			assertThat(output).doesNotContain("keeps the old value");
		}
	}

	private RotatingApplication application(String key, Class<?> configuration) {
		return RotatingApplication.of(this.vault, configuration)
			.key(key, "key")
			.property("test.clients", "true")
			.property("spring.data.redis.client-type", "jedis")
			.property("spring.mail.host", "localhost")
			.property("spring.r2dbc.url", "r2dbc:pool:h2:mem:///stale")
			.property("spring.security.oauth2.client.registration.partner.client-id", "partner")
			.property("spring.security.oauth2.client.registration.partner.authorization-grant-type",
					"client_credentials")
			.property("spring.security.oauth2.client.provider.partner.token-uri", "https://localhost/token")
			.property("keyvault.refresh.environment-change-event", "true");
	}

	private void rotate(ConfigurableApplicationContext context, String value) {
		this.vault.putSecret("key", value);
		assertThat(context.getBean(KeyVaultRefresher.class).refresh().rotated()).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@EventListener
		void on(KeyVaultRotatedEvent event) {
		}

		@EventListener
		void on(EnvironmentChangeEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Marking {

		@EventListener
		void on(KeyVaultRotatedEvent event) {
			event.keys().forEach((key) -> event.markFollowed(key.key()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Following {

		@Bean
		RotationFollower follower() {
			return (change) -> List.copyOf(change.changesBelow("spring.mail"));
		}

	}

}
