package dev.keyvault.samples.quickstart;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Reads two secrets from a Key Vault, shows where they went, and follows their rotation.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class QuickstartApplication {

	/**
	 * Starts the application.
	 * @param args properties such as {@code --demo.exit-after-start=true}
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(QuickstartApplication.class);
		application.addListeners(new EmbeddedVault());
		application.run(args);
	}

	@Bean
	static Clock clock() {
		return Clock.systemUTC();
	}

}
