package dev.keyvault.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.file.FileMode;
import dev.keyvault.manifest.SecretProviderClass.DeclaredObject;
import dev.keyvault.manifest.SecretProviderClass.DeclaredSecret;
import dev.keyvault.manifest.SecretProviderClass.ServicePrincipal;
import dev.keyvault.mapping.DeclarationSource;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;

/**
 * What the manifests of an application mean: each class declares its vault with a key for
 * each object, and for each entry of its Secrets. Immutable.
 */
@Internal
public final class ManifestDeclarations {

	private final List<DeclarationSource> sources = new ArrayList<>();

	private final Map<String, ManifestSecret> secrets = new LinkedHashMap<>();

	private final List<ObjectFile> files = new ArrayList<>();

	private final Map<String, SecretProviderClass> vaults = new HashMap<>();

	private final Map<NamedKey, DeclaredReference> references = new HashMap<>();

	private ManifestDeclarations() {
	}

	/**
	 * Say what classes mean together.
	 * @param classes the classes of one application
	 * @return their meaning
	 */
	public static ManifestDeclarations of(List<SecretProviderClass> classes) {
		ManifestDeclarations declarations = new ManifestDeclarations();
		classes.forEach(declarations::add);
		return declarations;
	}

	private void add(SecretProviderClass manifest) {
		ManifestSource source = new ManifestSource(manifest);
		checkVault(manifest, source);
		manifest.objects().forEach((object) -> {
			ObjectReferences references = new ObjectReferences(object);
			addKey(manifest, source, object.line(), new NamedKey(object.file()), references.all());
			this.files.addAll(ObjectFile.of(manifest.vault(), object));
		});
		manifest.secrets().forEach((secret) -> addSecret(manifest, source, secret));
		this.sources.add(source);
	}

	private void checkVault(SecretProviderClass manifest, ManifestSource source) {
		SecretProviderClass other = this.vaults.putIfAbsent(manifest.vault(), manifest);
		if (other != null && !other.settings().equals(manifest.settings())) {
			source.addMistake(manifest.origin(),
					"Vault '%s' is read with another identity, tenant or cloud by %s than by %s."
						.formatted(manifest.vault(), manifest.describe(), other.describe()),
					"Give both the same parameters: an application reads a vault as one identity.");
		}
	}

	private void addSecret(SecretProviderClass manifest, ManifestSource source, DeclaredSecret secret) {
		String place = manifest.placeOf(secret.line());
		Map<String, String> data = new LinkedHashMap<>();
		Map<NamedKey, ObjectReference> keys = new LinkedHashMap<>();
		secret.data().forEach((entry, file) -> {
			ManifestFile found = ManifestFile.find(manifest.objects(), file);
			NamedKey key = new NamedKey("%s.%s".formatted(secret.name(), entry));
			keys.put(key, found.reference(secret.type(), entry));
			data.put(entry, ObjectReferences.optional(found.index()) + key);
		});
		ManifestSecret declared = new ManifestSecret(place, manifest.vault(), secret.name(), secret.type(),
				secret.labels(), secret.annotations(), data);
		ManifestSecret other = this.secrets.putIfAbsent(secret.name(), declared);
		if (other != null && !other.isSame(declared)) {
			source.addMistake(place, "Secret '%s' is declared here and at %s.".formatted(secret.name(), other.place()),
					"Give one of them another name, or put the entries of both into one.");
			return;
		}
		keys.forEach((key, reference) -> addKey(manifest, source, secret.line(), key, reference));
	}

	private void addKey(SecretProviderClass manifest, ManifestSource source, int line, NamedKey key,
			ObjectReference reference) {
		DeclaredReference declared = new DeclaredReference(manifest.vault(), reference, manifest.placeOf(line));
		DeclaredReference other = this.references.putIfAbsent(key, declared);
		if (other == null) {
			source.put(key, reference);
		}
		else if (!other.isSame(declared)) {
			source.addMistake(declared.place(),
					"The key '%s' is declared here and at %s.".formatted(key, other.place()),
					"Give one of the objects another 'objectAlias'.");
		}
	}

	/**
	 * Return the sources of declarations, one for each class.
	 * @return the sources, in the order of the classes
	 */
	public List<DeclarationSource> sources() {
		return List.copyOf(this.sources);
	}

	/**
	 * Find the class that reads a vault as a service principal.
	 * @param vault the name of the vault
	 * @return what messages call it; {@code null} if there is none
	 */
	public @Nullable String findServicePrincipal(String vault) {
		SecretProviderClass manifest = this.vaults.get(vault);
		return (manifest != null && manifest.identity() instanceof ServicePrincipal) ? manifest.describe() : null;
	}

	/**
	 * Return the Secrets.
	 * @return the Secrets of all classes
	 */
	public List<ManifestSecret> secrets() {
		return List.copyOf(this.secrets.values());
	}

	/**
	 * Return the files.
	 * @return the files of the objects of all classes
	 */
	public List<ObjectFile> files() {
		return List.copyOf(this.files);
	}

	/**
	 * A file as it is declared here.
	 *
	 * @param vault the name of the vault that its key is from
	 * @param path its path
	 * @param key its key, with {@code optional:} before it for a version that may not be
	 * there
	 * @param mode its permissions, or {@code null} if none are written
	 */
	public record ObjectFile(String vault, String path, String key, @Nullable FileMode mode) {

		static List<ObjectFile> of(String vault, DeclaredObject object) {
			List<String> paths = object.files();
			return IntStream.range(0, paths.size())
				.mapToObj((index) -> new ObjectFile(vault, paths.get(index), key(object, index), object.mode()))
				.toList();
		}

		private static String key(DeclaredObject object, int index) {
			String key = ObjectReferences.optional(index) + object.file();
			return (object.history() > 1) ? "%s[%d]".formatted(key, index) : key;
		}

	}

	/**
	 * A Kubernetes Secret as it is declared here.
	 *
	 * @param place the file and line of its declaration
	 * @param vault the name of the vault that its keys are from
	 * @param name its name
	 * @param type its type
	 * @param labels its labels
	 * @param annotations its annotations
	 * @param data the entries, each with {@code [optional:]key}
	 */
	public record ManifestSecret(String place, String vault, String name, String type, Map<String, String> labels,
			Map<String, String> annotations, Map<String, String> data) {

		boolean isSame(ManifestSecret other) {
			return other.equals(new ManifestSecret(other.place, this.vault, this.name, this.type, this.labels,
					this.annotations, this.data));
		}

	}

	/**
	 * What a key refers to.
	 *
	 * @param vault the name of the vault
	 * @param reference the object
	 * @param place the file and line that say so
	 */
	private record DeclaredReference(String vault, ObjectReference reference, String place) {

		boolean isSame(DeclaredReference other) {
			return this.vault.equals(other.vault) && this.reference.equals(other.reference);
		}

	}

	/**
	 * A file of an object.
	 *
	 * @param object the object
	 * @param index the place in its history
	 */
	private record ManifestFile(DeclaredObject object, int index) {

		static ManifestFile find(List<DeclaredObject> objects, String file) {
			return objects.stream()
				.filter((object) -> object.files().contains(file))
				.map((object) -> new ManifestFile(object, object.files().indexOf(file)))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("There is no file '%s'".formatted(file)));
		}

		ObjectReference reference(String type, String entry) {
			ObjectReferences references = new ObjectReferences(this.object);
			return type.equals(SecretObjectsReader.TLS) ? references.tlsEntry(this.index, entry)
					: references.file(this.index);
		}

	}

}
