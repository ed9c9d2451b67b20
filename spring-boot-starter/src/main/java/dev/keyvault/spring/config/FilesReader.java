package dev.keyvault.spring.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.file.DeclaredFile;
import dev.keyvault.file.DirectoryModes;
import dev.keyvault.file.FileMode;
import dev.keyvault.file.FilePath;
import dev.keyvault.file.FileTarget;
import dev.keyvault.file.FileTarget.FileSettings;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.spring.config.FileTree.Node;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.MapKeysCheck;
import dev.keyvault.spring.config.binding.ProblemCollector;

/**
 * Reads which keys become files, and where.
 */
final class FilesReader implements TargetReader {

	private final KeyVaultProperties properties;

	private final MapKeysCheck mapKeys;

	private final InstantSource clock;

	private final ProblemCollector problems = new ProblemCollector("", new ArrayList<>());

	private final Map<FilePath, FileMode> directories = new LinkedHashMap<>();

	FilesReader(KeyVaultProperties properties, MapKeysCheck mapKeys, InstantSource clock) {
		this.properties = properties;
		this.mapKeys = mapKeys;
		this.clock = clock;
	}

	@Override
	public @Nullable DeclaredTarget read(TargetContext context) {
		FilesProperties files = this.properties.files();
		String directory = files.directory();
		if ((directory == null || directory.isBlank()) && files.data().isEmpty()) {
			return null;
		}
		FileTarget target = this.problems.read(() -> target(context));
		this.problems.problems().forEach(context::add);
		return (target != null) ? new DeclaredTarget(ImportedKeys.FILES_BEAN, target) : null;
	}

	private FileTarget target(TargetContext context) {
		FilesProperties properties = this.properties.files();
		Path directory = directory(properties);
		FileMode mode = mode(FilesProperties.MODE, properties.mode(), FileMode.FILE);
		FileMode directoryMode = mode(FilesProperties.DIRECTORY_MODE, properties.directoryMode(), FileMode.DIRECTORY);
		DirectoryModes general = InvalidPropertyException.checked(FilesProperties.DIRECTORY_MODE,
				() -> DirectoryModes.of(directoryMode));
		List<DeclaredFile> files = files(mode, context);
		DirectoryModes modes = new DirectoryModes(general.general(), this.directories);
		return InvalidPropertyException.checked(FilesProperties.DATA,
				() -> new FileTarget(new FileSettings(directory, modes, this.properties.refresh().interval()), files,
						this.clock));
	}

	private static Path directory(FilesProperties properties) {
		String directory = properties.directory();
		if (directory == null || directory.isBlank()) {
			throw new InvalidPropertyException(FilesProperties.DIRECTORY,
					"Files are declared, but not the directory that they are written to.",
					"Set 'keyvault.files.directory', such as to /run/secrets/app.");
		}
		if (properties.data().isEmpty()) {
			throw new InvalidPropertyException(FilesProperties.DIRECTORY,
					"'keyvault.files.directory' is '%s', but no file is declared.".formatted(directory),
					"Declare files under 'keyvault.files.data', or take the property out.");
		}
		try {
			return Path.of(directory).toAbsolutePath();
		}
		catch (InvalidPathException ex) {
			throw new InvalidPropertyException(FilesProperties.DIRECTORY,
					"The directory of files is no path: %s.".formatted(ex.getReason()),
					"Correct '%s'.".formatted(FilesProperties.DIRECTORY));
		}
	}

	private List<DeclaredFile> files(FileMode mode, TargetContext context) {
		List<Node> nodes = FileTree.read(this.properties.files().data(), this.problems);
		Set<String> paths = nodes.stream().map(Node::path).collect(Collectors.toSet());
		List<DeclaredFile> files = new ArrayList<>();
		for (Node node : nodes) {
			this.problems.collect(() -> {
				this.mapKeys.checkFile(node.path(), paths);
				files.add(file(node, mode, context));
			});
		}
		return files;
	}

	private DeclaredFile file(Node node, FileMode mode, TargetContext context) {
		String property = FilesProperties.property(node.path());
		FilePath path = InvalidPropertyException.checked(property, () -> new FilePath(node.path()));
		WantedKey wanted = WantedKey.parse(node.key());
		DeclaredKey key = key(property, path, wanted.name(), context);
		addDirectories(property, path, node.directoryMode());
		FileMode own = mode(property + ".mode", node.mode(), mode);
		return InvalidPropertyException.checked((node.mode() != null) ? property + ".mode" : FilesProperties.MODE,
				() -> new DeclaredFile(path, key, wanted.optional(), own));
	}

	private static DeclaredKey key(String property, FilePath path, String text, TargetContext context) {
		NamedKey key = InvalidPropertyException.checked(property, () -> new NamedKey(text));
		return context.find(key)
			.orElseThrow(() -> new InvalidPropertyException(property,
					"File '%s' wants key '%s', which no vault imports.".formatted(path, text),
					"Declare the key under 'keyvault.vaults.<vault>.keys', or correct its name."));
	}

	private void addDirectories(String property, FilePath path, @Nullable Object mode) {
		if (mode == null) {
			return;
		}
		String place = property + ".directory-mode";
		FileMode own = mode(place, mode, FileMode.DIRECTORY);
		InvalidPropertyException.checked(place, () -> DirectoryModes.of(own));
		if (path.parents().isEmpty()) {
			throw new InvalidPropertyException(place, "File '%s' is in no directory of its own.".formatted(path),
					"Set 'keyvault.files.directory-mode', which is for the directory of all files.");
		}
		for (FilePath parent : path.parents()) {
			FileMode other = this.directories.putIfAbsent(parent, own);
			if (other != null && !other.equals(own)) {
				throw new InvalidPropertyException(place,
						"The directory '%s' cannot have the modes '%s' and '%s'.".formatted(parent, other, own),
						"Give all files below '%s' the same 'directory-mode'.".formatted(parent));
			}
		}
	}

	private static FileMode mode(String property, @Nullable Object value, FileMode general) {
		if (value == null) {
			return general;
		}
		if (value instanceof Number) {
			throw new InvalidPropertyException(property,
					"The mode arrives as the number %s, since its digits are not in quotes.".formatted(value),
					"Write it in quotes, such as \"0440\".");
		}
		return InvalidPropertyException.checked(property, () -> FileMode.of(value.toString()));
	}

}
