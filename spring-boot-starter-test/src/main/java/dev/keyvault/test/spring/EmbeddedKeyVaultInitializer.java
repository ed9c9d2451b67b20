package dev.keyvault.test.spring;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Gives an application an {@link EmbeddedKeyVault}: its properties reach
 * {@code spring.config.import}, and it is a bean. For a test, extend this class and name
 * the subclass in {@code @ContextConfiguration(initializers = ...)}; each application
 * context then has a vault of its own, which closes with it.
 */
public class EmbeddedKeyVaultInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private final String vaultName;

	private final Consumer<EmbeddedKeyVault> contents;

	private final @Nullable EmbeddedKeyVault given;

	private @Nullable EmbeddedKeyVault own;

	/**
	 * Starts a vault for the application and closes it with the application.
	 * @param vaultName the name of the vault in the application
	 * @param contents puts the objects that the vault holds from the start
	 */
	public EmbeddedKeyVaultInitializer(String vaultName, Consumer<EmbeddedKeyVault> contents) {
		this.vaultName = vaultName;
		this.contents = contents;
		this.given = null;
	}

	/**
	 * Gives the application a vault that somebody else started and closes.
	 * @param vaultName the name of the vault in the application
	 * @param vault the running vault
	 */
	public EmbeddedKeyVaultInitializer(String vaultName, EmbeddedKeyVault vault) {
		this.vaultName = vaultName;
		this.contents = (running) -> {
		};
		this.given = vault;
	}

	static Stream<EmbeddedKeyVaultInitializer> of(SpringApplication application) {
		return application.getInitializers()
			.stream()
			.filter(EmbeddedKeyVaultInitializer.class::isInstance)
			.map(EmbeddedKeyVaultInitializer.class::cast);
	}

	@Override
	public final void initialize(ConfigurableApplicationContext context) {
		prepare(context.getEnvironment());
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		String name = this.vaultName + "EmbeddedKeyVault";
		beans.registerSingleton(name, vault());
		if (beans instanceof DefaultSingletonBeanRegistry registry) {
			registry.registerDisposableBean(name, this::close);
		}
	}

	final void prepare(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		String name = "embeddedKeyVault." + this.vaultName;
		if (!sources.contains(name)) {
			add(sources, new MapPropertySource(name, Map.copyOf(vault().properties(this.vaultName))));
		}
	}

	private static void add(MutablePropertySources sources, MapPropertySource source) {
		if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			sources.addBefore(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, source);
		}
		else {
			sources.addFirst(source);
		}
	}

	private synchronized EmbeddedKeyVault vault() {
		if (this.given != null) {
			return this.given;
		}
		if (this.own == null) {
			this.own = EmbeddedKeyVault.start();
			this.contents.accept(this.own);
		}
		return this.own;
	}

	final synchronized void close() {
		if (this.own != null) {
			this.own.close();
			this.own = null;
		}
	}

}
