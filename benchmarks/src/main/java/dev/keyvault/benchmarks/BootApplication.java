package dev.keyvault.benchmarks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * An application that does nothing but start; with as many imported keys as its arguments
 * ask for.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BootApplication {

	/**
	 * Start the application.
	 * @param arguments properties, {@code --benchmark.keys=} among them
	 */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplicationBuilder(BootApplication.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.build();
		ConfigurableEnvironment environment = application.run(arguments).getEnvironment();
		int keys = environment.getProperty("benchmark.keys", Integer.class, 0);
		for (int i = 0; i < keys; i++) {
			environment.getRequiredProperty("app.key-" + i);
		}
		Finish.now();
	}

}
