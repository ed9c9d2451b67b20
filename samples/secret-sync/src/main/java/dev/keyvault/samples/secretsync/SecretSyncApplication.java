package dev.keyvault.samples.secretsync;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes the Secrets that are declared. Stays and follows rotation; or, with
 * {@code --sync.exit=true}, ends as soon as all are as declared, with 0, or cannot be
 * within {@code --sync.timeout}, with 1.
 */
@SpringBootApplication
public class SecretSyncApplication {

	/**
	 * Start.
	 * @param args the properties to set, such as {@code --sync.exit=true}
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(SecretSyncApplication.class, args);
		if (context.getEnvironment().getProperty("sync.exit", Boolean.class, false)) {
			System.exit(SpringApplication.exit(context));
		}
	}

}
