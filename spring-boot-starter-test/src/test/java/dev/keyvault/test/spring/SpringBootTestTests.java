package dev.keyvault.test.spring;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;

import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedKeyVaultInitializer} with {@code @SpringBootTest}.
 */
@Tag("jdk")
@SpringBootTest(properties = "spring.config.import=probe:payments")
@ContextConfiguration(initializers = PaymentsVault.class)
class SpringBootTestTests {

	@Autowired
	private EmbeddedKeyVault vault;

	@Value("${seen.payments}")
	private String seen;

	@Test
	void configurationImportSeesTheVaultThatIsABean() {
		assertThat(this.seen).isEqualTo(this.vault.endpoint().toString());
	}

	/**
	 * The application under test.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
