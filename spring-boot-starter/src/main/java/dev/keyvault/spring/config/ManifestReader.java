package dev.keyvault.spring.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

import dev.keyvault.manifest.InvalidManifestException;
import dev.keyvault.manifest.ManifestDeclarations;
import dev.keyvault.manifest.SecretProviderClass;
import dev.keyvault.manifest.SecretProviderClassReader;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.spring.config.binding.InvalidPropertyException;

/**
 * Reads the manifests that {@code keyvault.secret-provider-class} and imports name. Used
 * once.
 */
final class ManifestReader {

	static final String PROPERTY = "keyvault.secret-provider-class";

	private static final String FILE = "file:";

	private static final String CLUSTER = "kubernetes:";

	private static final List<String> PREFIXES = List.of(FILE, "classpath:", CLUSTER);

	private final ResourceLoader resources;

	private final @Nullable ClusterManifestReader cluster;

	private final Log log;

	private final List<SecretProviderClass> classes = new ArrayList<>();

	private final Map<String, List<String>> vaults = new LinkedHashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	/**
	 * Create a reader.
	 * @param resources reads files
	 * @param cluster reads manifests from the cluster, or {@code null} to leave those out
	 * @param log is told what is ignored
	 */
	ManifestReader(ResourceLoader resources, @Nullable ClusterManifestReader cluster, Log log) {
		this.resources = resources;
		this.cluster = cluster;
		this.log = log;
	}

	/**
	 * Return whether a place that an import names is a manifest.
	 * @param place the place
	 * @return {@code false} for the name of a vault
	 */
	static boolean isLocation(String place) {
		return PREFIXES.stream().anyMatch(place::startsWith);
	}

	/**
	 * Read the manifests. What of them is ignored is logged.
	 * @param environment the properties of the application
	 * @param imports the imports
	 * @return the manifests
	 */
	Manifests read(ConfigurableEnvironment environment, List<KeyVaultImport> imports) {
		Binder.get(environment)
			.bind(PROPERTY, Bindable.listOf(String.class))
			.orElseGet(List::of)
			.forEach((location) -> read(location, PROPERTY, false));
		imports.forEach((declared) -> declared.places()
			.stream()
			.filter(ManifestReader::isLocation)
			.forEach((location) -> read(location, "spring.config.import: " + declared.name(), declared.optional())));
		return new Manifests(ManifestDeclarations.of(this.classes), this.vaults, this.problems);
	}

	private void read(String location, String property, boolean optional) {
		if (this.vaults.containsKey(location)) {
			return;
		}
		this.vaults.put(location, List.of());
		if (!isLocation(location)) {
			report(property, "'%s' is not the location of a manifest.".formatted(location),
					"Write 'file:%1$s', 'classpath:%1$s' or 'kubernetes:%1$s'.".formatted(location));
		}
		else {
			readLocation(location, property, optional);
		}
	}

	private void readLocation(String location, String property, boolean optional) {
		try {
			String manifest = location.startsWith(CLUSTER) ? find(location, property) : find(location);
			if (manifest != null) {
				add(location, SecretProviderClassReader.read(manifest, shown(location)));
			}
			else if (optional || isLeftOut(location)) {
				this.log.info("The manifest '%s' is left out.".formatted(location));
			}
			else {
				report(property, "The manifest '%s' does not exist or cannot be read.".formatted(location),
						"Correct the location, or write 'optional:' before the import if the manifest may be missing.");
			}
		}
		catch (InvalidManifestException ex) {
			ex.mistakes().forEach((mistake) -> this.problems.add(DeclarationSources.problem("", mistake)));
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(""));
		}
	}

	private boolean isLeftOut(String location) {
		return this.cluster == null && location.startsWith(CLUSTER);
	}

	private @Nullable String find(String location, String property) {
		return (this.cluster != null) ? this.cluster.find(property, location, location.substring(CLUSTER.length()))
				: null;
	}

	private @Nullable String find(String location) {
		try {
			return content(this.resources.getResource(location));
		}
		catch (IOException ex) {
			return null;
		}
	}

	private void add(String location, SecretProviderClassReader.Result result) {
		this.classes.addAll(result.classes());
		this.vaults.put(location, result.classes().stream().map(SecretProviderClass::vault).distinct().toList());
		result.warnings().forEach(this.log::warn);
	}

	private static String content(Resource file) throws IOException {
		if (file.isFile() && !file.getFile().isFile()) {
			// Reading a named pipe or a device might never end.
			throw new FileNotFoundException(file.getDescription());
		}
		try (InputStream content = file.getInputStream()) {
			return new String(content.readNBytes(4 * SecretProviderClassReader.MAX_LENGTH + 1), StandardCharsets.UTF_8);
		}
	}

	private static String shown(String location) {
		return location.startsWith(FILE) ? location.substring(FILE.length()) : location;
	}

	private void report(String property, String reason, String action) {
		this.problems.add(new Problem(new Subject.Property("", property), reason, Message.of(action)));
	}

}
