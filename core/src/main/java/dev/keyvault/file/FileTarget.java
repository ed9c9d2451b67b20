package dev.keyvault.file;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.Target;
import dev.keyvault.target.WriteFailedException;
import dev.keyvault.target.WriteResult;

/**
 * Files with the values of keys, all of one snapshot. The directory is created and locked
 * with the first write, and stays locked until this is closed; the files stay.
 */
@Internal
public final class FileTarget implements Target {

	private final FileSettings settings;

	private final List<DeclaredFile> files;

	private final InstantSource clock;

	private @Nullable AtomicDirectory open;

	/**
	 * Create a target.
	 * @param settings where the files are, and how they are kept
	 * @param files the files
	 * @param clock names the generations of files
	 * @throws IllegalArgumentException if two files have one path, or one of them would
	 * be a directory of another
	 */
	public FileTarget(FileSettings settings, List<DeclaredFile> files, InstantSource clock) {
		this.settings = settings;
		this.files = List.copyOf(files);
		this.clock = clock;
		FilePath.requireTree(files.stream().map(DeclaredFile::path).toList());
	}

	@Override
	public String name() {
		return "files";
	}

	@Override
	public Set<NamedKey> keys() {
		return this.files.stream().map((file) -> file.key().key()).collect(Collectors.toSet());
	}

	@Override
	public Duration comparisonInterval() {
		return this.settings.comparisonInterval();
	}

	@Override
	public synchronized WriteResult write(Snapshot snapshot) {
		Map<FilePath, FileEntry> entries = entries(snapshot);
		AtomicDirectory directory = open();
		boolean first = !directory.hasFiles();
		if (directory.write(entries).isEmpty() && !first) {
			return WriteResult.UNCHANGED;
		}
		return first ? WriteResult.CREATED : WriteResult.UPDATED;
	}

	private Map<FilePath, FileEntry> entries(Snapshot snapshot) {
		Map<FilePath, FileEntry> entries = new TreeMap<>();
		for (DeclaredFile file : this.files) {
			Snapshot.Entry entry = snapshot.find(file.key());
			if (entry != null) {
				entries.put(file.path(), new FileEntry(entry.value(), file.mode()));
			}
			else if (!file.optional()) {
				throw new WriteFailedException(
						"The files in '%s' stay as they are: key '%s' of file '%s' has no value."
							.formatted(this.settings.directory(), file.key().key(), file.path()),
						"Import the key, correct its name, or mark the file as optional.");
			}
		}
		return entries;
	}

	private AtomicDirectory open() {
		AtomicDirectory directory = this.open;
		if (directory != null && !directory.isInPlace()) {
			close();
			directory = null;
		}
		if (directory == null) {
			directory = AtomicDirectory.open(this.settings.directory(), this.settings.directoryModes(), this.clock);
			this.open = directory;
		}
		return directory;
	}

	@Override
	public synchronized void close() {
		AtomicDirectory directory = this.open;
		this.open = null;
		if (directory != null) {
			directory.close();
		}
	}

	/**
	 * Where files are, and how they are kept.
	 *
	 * @param directory the directory
	 * @param directoryModes the permissions of directories
	 * @param comparisonInterval how often the files are compared with the values
	 */
	public record FileSettings(Path directory, DirectoryModes directoryModes, Duration comparisonInterval) {

	}

}
