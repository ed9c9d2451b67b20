package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import dev.keyvault.mapping.DeclarationSource;
import dev.keyvault.mapping.DeclarationSource.Declarations;
import dev.keyvault.mapping.DeclarationSource.DeclaredVault;
import dev.keyvault.mapping.DeclarationSource.Mistake;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;

/**
 * The sources of declarations that an application has beside its properties: one that it
 * registers while it bootstraps, those that {@code META-INF/spring.factories} lists, and
 * manifests. Each is read once.
 */
final class DeclarationSources {

	static final DeclarationSources NONE = new DeclarationSources(Manifests.NONE);

	private static final Extension EXTENSION = new Extension("declaration source",
			"Correct the input of the source. A source returns what is wrong with its input as a 'Mistake'.");

	private final Map<String, Declarations> declared = new LinkedHashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	private final Manifests manifests;

	private DeclarationSources(Manifests manifests) {
		this.manifests = manifests;
	}

	/**
	 * Find and read the sources.
	 * @param registered the source that the application has registered, or {@code null}
	 * @param manifests the manifests
	 * @param environment given to the constructors of other sources
	 * @return the sources
	 */
	static DeclarationSources read(@Nullable DeclarationSource registered, Manifests manifests,
			ConfigurableEnvironment environment) {
		DeclarationSources sources = new DeclarationSources(manifests);
		sources.problems.addAll(manifests.problems());
		Stream
			.concat(Stream.ofNullable(registered),
					EXTENSION.load(DeclarationSource.class, environment, sources.problems::add).stream())
			.forEach(sources::read);
		manifests.declarations().sources().forEach(sources::read);
		return sources;
	}

	private void read(DeclarationSource source) {
		Isolation.<@Nullable Void>call(() -> {
			Declarations read = source.read();
			String origin = source.origin();
			read.mistakes().forEach((mistake) -> this.problems.add(problem("", mistake)));
			this.declared.merge(origin, read, DeclarationSources::join);
			return null;
		}, (thrown) -> {
			this.problems.add(EXTENSION.failed(source, thrown));
			return null;
		});
	}

	private static Declarations join(Declarations first, Declarations second) {
		return new Declarations(Stream.concat(first.vaults().stream(), second.vaults().stream()).toList(), List.of());
	}

	static Problem problem(String declaration, Mistake mistake) {
		return new Problem(new Subject.Property(declaration, mistake.subject()), mistake.reason(),
				Message.of(mistake.action()));
	}

	/**
	 * Return what is declared, by origin.
	 * @return the declarations, in the order of the sources
	 */
	Map<String, Declarations> declared() {
		return this.declared;
	}

	Manifests manifests() {
		return this.manifests;
	}

	/**
	 * Return whether there may be more declarations than could be read.
	 * @return whether a source has a problem
	 */
	boolean areIncomplete() {
		return !this.problems.isEmpty();
	}

	List<Problem> problems() {
		return this.problems;
	}

	/**
	 * Create a binder for the properties of the application, which win over the settings
	 * of vaults that sources declare.
	 * @param environment the properties of the application
	 * @return the binder
	 */
	Binder binder(ConfigurableEnvironment environment) {
		List<ConfigurationPropertySource> all = new ArrayList<>();
		ConfigurationPropertySources.get(environment).forEach(all::add);
		this.declared.forEach((origin, declarations) -> {
			Map<String, Object> settings = declarations.vaults()
				.stream()
				.flatMap(DeclarationSources::settings)
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first,
						LinkedHashMap::new));
			ConfigurationPropertySources.from(new MapPropertySource(origin, settings)).forEach(all::add);
		});
		return new Binder(all, new PropertySourcesPlaceholdersResolver(environment));
	}

	private static Stream<Map.Entry<String, String>> settings(DeclaredVault vault) {
		return vault.settings()
			.entrySet()
			.stream()
			.map((setting) -> Map.entry(VaultSettingsReader.property(vault.name(), setting.getKey()),
					setting.getValue()));
	}

}
