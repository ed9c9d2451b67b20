package dev.keyvault.spring.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for configuration properties beans that follow rotations.
 */
@Tag("jdk")
class ConfigurationPropertiesTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("user", "s3cret-n4me-of-one");
		this.vault.putSecret("password", "s3cret-pa55-of-one");
	}

	@Test
	void javaBeanFollowsByPrefix() {
		try (ConfigurableApplicationContext context = application().start()) {
			DatabaseBean bean = context.getBean(DatabaseBean.class);
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(bean.getPassword()).isEqualTo("s3cret-pa55-of-two");
			assertThat(bean.getUser()).isEqualTo("s3cret-n4me-of-one");
		}
	}

	@Test
	void javaBeanFollowsByPlaceholder() {
		try (ConfigurableApplicationContext context = application()
			.property("other.url", "db://${database.user}:${database.password}@host")
			.start()) {
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(context.getBean(context.getBeanNamesForType(OtherBean.class)[1], OtherBean.class).getUrl())
				.isEqualTo("db://s3cret-n4me-of-one:s3cret-pa55-of-two@host");
		}
	}

	@Test
	void javaBeanFollowsByPlaceholderInVariable() {
		try (ConfigurableApplicationContext context = application()
			.variable("OTHER_URL", "db://${database.password}@host")
			.start()) {
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(context.getBean(context.getBeanNamesForType(OtherBean.class)[1], OtherBean.class).getUrl())
				.isEqualTo("db://s3cret-pa55-of-two@host");
		}
	}

	@Test
	void javaBeanKeepsWhatTheApplicationHasSet() {
		try (ConfigurableApplicationContext context = application().start()) {
			DatabaseBean bean = context.getBean(DatabaseBean.class);
			bean.setPool("set by hand");
			bean.getNested().setTag("set by hand");
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(bean.getPool()).isEqualTo("set by hand");
			assertThat(bean.getNested().getTag()).isEqualTo("set by hand");
		}
	}

	@Test
	void nestedBeansAndCollectionsFollowInPlace() {
		try (ConfigurableApplicationContext context = application().key("database.nested.secret", "password")
			.key("database.map.one", "password")
			.property("keyvault.vaults.demo.keys[database.list[0]]", "password")
			.start()) {
			DatabaseBean bean = context.getBean(DatabaseBean.class);
			Nested nested = bean.getNested();
			Map<String, String> map = bean.getMap();
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(nested.getSecret()).isEqualTo("s3cret-pa55-of-two");
			assertThat(map).containsOnly(Map.entry("one", "s3cret-pa55-of-two"));
			assertThat(bean.getList()).containsExactly("s3cret-pa55-of-two");
		}
	}

	@Test
	void beanOfFactoryMethodFollows() {
		try (ConfigurableApplicationContext context = application().start()) {
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(context.getBean("second", OtherBean.class).getUrl()).isNull();
			assertThat(context.getBean("second", OtherBean.class).getPassword()).isEqualTo("s3cret-pa55-of-two");
		}
	}

	@Test
	void recordFollowsThroughRotating() {
		try (ConfigurableApplicationContext context = application().start()) {
			Consumer consumer = context.getBean(Consumer.class);
			DatabaseRecord before = consumer.database().get();
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(before).isEqualTo(new DatabaseRecord("s3cret-n4me-of-one", "s3cret-pa55-of-one"));
			assertThat(consumer.database().get())
				.isEqualTo(new DatabaseRecord("s3cret-n4me-of-one", "s3cret-pa55-of-two"));
			assertThat(context.getBean(DatabaseRecord.class)).isEqualTo(before);
		}
	}

	@Test
	void rotatingJavaBeanIsReplacedAsAWhole() {
		try (ConfigurableApplicationContext context = application().start()) {
			Rotating<DatabaseBean> rotating = context.getBean(Consumer.class).bean();
			DatabaseBean before = rotating.get();
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(before.getPassword()).isEqualTo("s3cret-pa55-of-one");
			assertThat(rotating.get()).isNotSameAs(before).isNotSameAs(context.getBean(DatabaseBean.class));
			assertThat(rotating.get().getPassword()).isEqualTo("s3cret-pa55-of-two");
		}
	}

	@Test
	void listenerIsCalledUntilItIsRemoved() {
		try (ConfigurableApplicationContext context = application().start()) {
			List<String> seen = new ArrayList<>();
			Rotating.Registration registration = context.getBean(Consumer.class)
				.database()
				.onChange((database) -> seen.add(database.password()));
			rotate(context, "password", "s3cret-pa55-of-two");
			registration.close();
			rotate(context, "password", "s3cret-pa55-of-three");
			assertThat(seen).containsExactly("s3cret-pa55-of-two");
		}
	}

	@Test
	void invalidValueIsRefusedAndNamesBeanAndRule() {
		try (ConfigurableApplicationContext context = application().start()) {
			this.vault.putSecret("password", "short");
			RefreshResult result = context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(result.rotated()).isEmpty();
			assertThat(result.rejected()).extracting(RefreshResult.RejectedKey::reason)
				.containsOnly("The bean 'database' (DatabaseRecord) does not bind: "
						+ "property 'database.password' breaks the rule @Size.");
			assertThat(context.getBean(DatabaseBean.class).getPassword()).isEqualTo("s3cret-pa55-of-one");
			assertThat(context.getEnvironment().getProperty("database.password")).isEqualTo("s3cret-pa55-of-one");
		}
	}

	@Test
	void overriddenKeyMovesNothing() {
		try (ConfigurableApplicationContext context = application().start()) {
			System.setProperty("database.password", "s3cret-pa55-of-override");
			DatabaseRecord before = context.getBean(Consumer.class).database().get();
			rotate(context, "password", "s3cret-pa55-of-two");
			assertThat(context.getBean(Consumer.class).database().get()).isSameAs(before);
		}
		finally {
			System.clearProperty("database.password");
		}
	}

	private RotatingApplication application() {
		return RotatingApplication.of(this.vault, Database.class)
			.key("database.user", "user")
			.key("database.password", "password");
	}

	private void rotate(ConfigurableApplicationContext context, String name, String value) {
		this.vault.putSecret(name, value);
		assertThat(context.getBean(KeyVaultRefresher.class).refresh().problems()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ DatabaseBean.class, DatabaseRecord.class, OtherBean.class })
	static class Database {

		@Bean
		Consumer consumer(Rotating<DatabaseRecord> database, Rotating<DatabaseBean> bean) {
			return new Consumer(database, bean);
		}

		@Bean
		@ConfigurationProperties("database")
		OtherBean second() {
			return new OtherBean();
		}

	}

	record Consumer(Rotating<DatabaseRecord> database, Rotating<DatabaseBean> bean) {

	}

	@Validated
	@ConfigurationProperties("database")
	record DatabaseRecord(String user, @Size(min = 8, max = 100) String password) {

	}

}
