package dev.keyvault.samples.quickstart;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Reads two secrets from a Key Vault and shows where they went.
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

}
