package dev.keyvault.spring.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
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

	private final Log log;

	private final List<SecretProviderClass> classes = new ArrayList<>();

	private final Map<String, List<String>> vaults = new LinkedHashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	ManifestReader(ResourceLoader resources, Log log) {
		this.resources = resources;
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
					"Write 'file:%1$s' or 'classpath:%1$s'.".formatted(location));
		}
		else if (location.startsWith(CLUSTER)) {
			report(property, "The manifest '%s' is in the cluster, and is not read from there.".formatted(location),
					"Save it with 'kubectl get secretproviderclass <name> -o yaml' to a file, and write 'file:' and its path.");
		}
		else {
			readFile(location, property, optional);
		}
	}

	private void readFile(String location, String property, boolean optional) {
		try {
			Resource file = this.resources.getResource(location);
			if (optional && !file.exists()) {
				this.log.info("The optional manifest '%s' does not exist.".formatted(location));
				return;
			}
			add(location, SecretProviderClassReader.read(content(file), shown(location)));
		}
		catch (InvalidManifestException ex) {
			ex.mistakes().forEach((mistake) -> this.problems.add(DeclarationSources.problem("", mistake)));
		}
		catch (IOException ex) {
			report(property, "The manifest '%s' does not exist or cannot be read.".formatted(location),
					"Correct the location, or write 'optional:' before the import if the file may be missing.");
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
