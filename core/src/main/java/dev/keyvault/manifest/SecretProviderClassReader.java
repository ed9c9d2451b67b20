package dev.keyvault.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.manifest.SecretProviderClass.DeclaredObject;

/**
 * Reads SecretProviderClass manifests as the API server and the Azure provider of the
 * Secrets Store CSI Driver read them, and says all at once what is wrong with them.
 * Immutable.
 */
@Internal
public final class SecretProviderClassReader {

	/**
	 * How long a manifest may be, in characters: what an object of Kubernetes may be at
	 * most.
	 */
	public static final int MAX_LENGTH = 1 << 20;

	static final int MAX_DEPTH = 30;

	private static final String GROUP = "secrets-store.csi.x-k8s.io/";

	private static final Set<String> ABOUT_CLUSTER = Set.of("apiVersion", "kind", "metadata", "status");

	private SecretProviderClassReader() {
	}

	/**
	 * Read a file. Documents of other kinds are skipped; the items of a {@code List} are
	 * documents too.
	 * @param text the content of the file, one or more documents
	 * @param origin what messages call it, such as its name
	 * @return the classes, and what of the file is ignored
	 * @throws InvalidManifestException if something is wrong with the file, or there is
	 * no SecretProviderClass in it
	 */
	public static Result read(String text, String origin) {
		ManifestMistakes mistakes = new ManifestMistakes(origin);
		List<SecretProviderClass> classes = new ArrayList<>();
		int found = 0;
		for (YamlNode document : YamlNode.parse(text, mistakes)) {
			for (YamlNode manifest : manifests(document)) {
				found++;
				SecretProviderClass read = read(manifest, origin);
				if (read != null) {
					classes.add(read);
				}
			}
		}
		mistakes.throwIfAny();
		if (found == 0) {
			mistakes.add(1, "There is no SecretProviderClass in this file.");
			mistakes.throwIfAny();
		}
		return new Result(classes, mistakes.warnings());
	}

	private static List<YamlNode> manifests(YamlNode document) {
		Map<String, YamlNode> fields = document.fields();
		String kind = text(fields.get("kind"));
		if ("List".equals(kind) && fields.get("items") != null) {
			return fields.get("items").elements().stream().flatMap((item) -> manifests(item).stream()).toList();
		}
		if (!"SecretProviderClass".equals(kind)) {
			return List.of();
		}
		String version = text(fields.get("apiVersion"));
		if (version == null || !version.startsWith(GROUP)) {
			document.warn("The SecretProviderClass has apiVersion '%s', not '%sv1', and is ignored.".formatted(version,
					GROUP));
			return List.of();
		}
		return List.of(document);
	}

	private static @Nullable SecretProviderClass read(YamlNode manifest, String origin) {
		Map<String, YamlNode> fields = manifest.fields();
		YamlNode spec = fields.get("spec");
		fields.forEach((name, field) -> {
			if (!ABOUT_CLUSTER.contains(name) && !name.equals("spec")) {
				field.warn("The field '%s' is not known and is ignored.".formatted(name));
			}
		});
		if (spec == null || !spec.isMapping()) {
			manifest.mistake("The SecretProviderClass has no 'spec'.");
			return null;
		}
		Map<String, YamlNode> specFields = spec.fields();
		Parameters parameters = parameters(spec, specFields);
		if (parameters == null) {
			return null;
		}
		List<DeclaredObject> objects = parameters.objects();
		YamlNode secrets = specFields.get("secretObjects");
		String name = metadata(fields, "name");
		return parameters.create("%s:%d".formatted(origin, manifest.line()), name, metadata(fields, "namespace"),
				(objects != null) ? objects : List.of(), new SecretObjectsReader(objects).read(secrets));
	}

	private static @Nullable Parameters parameters(YamlNode spec, Map<String, YamlNode> fields) {
		for (Map.Entry<String, YamlNode> field : fields.entrySet()) {
			if (!Set.of("provider", "parameters", "secretObjects").contains(field.getKey())) {
				field.getValue().warn("The field 'spec.%s' is not known and is ignored.".formatted(field.getKey()));
			}
		}
		String provider = text(fields.get("provider"));
		if (!"azure".equals(provider)) {
			YamlNode place = fields.getOrDefault("provider", spec);
			place
				.mistake((provider != null)
						? "The provider '%s' is not 'azure', so this SecretProviderClass is of another product."
							.formatted(provider)
						: "The SecretProviderClass has no 'provider'. Write 'provider: azure'.");
			return null;
		}
		YamlNode parameters = fields.get("parameters");
		if (parameters == null || !parameters.isMapping()) {
			spec.mistake("The SecretProviderClass has no 'parameters'.");
			return null;
		}
		return new Parameters(parameters);
	}

	private static @Nullable String metadata(Map<String, YamlNode> fields, String name) {
		YamlNode metadata = fields.get("metadata");
		return (metadata != null) ? text(metadata.fields().get(name)) : null;
	}

	private static @Nullable String text(@Nullable YamlNode node) {
		return (node != null) ? node.text() : null;
	}

	/**
	 * What was read.
	 *
	 * @param classes the classes, in the order they were written
	 * @param warnings sentences about what is ignored, each with file and line
	 */
	public record Result(List<SecretProviderClass> classes, List<String> warnings) {

		public Result {
			classes = List.copyOf(classes);
			warnings = List.copyOf(warnings);
		}

	}

}
