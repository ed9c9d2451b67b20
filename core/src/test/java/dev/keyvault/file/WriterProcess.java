package dev.keyvault.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.keyvault.object.SensitiveValue;

/**
 * Writes one generation of files after the other until somebody kills it. Each file holds
 * the number of its generation, and every other generation has one file more.
 */
public final class WriterProcess {

	static final String[] FILES = { "a", "dir/b", "dir/deep/c", "d" };

	static final String EXTRA = "extra/e";

	private WriterProcess() {
	}

	/**
	 * Write until killed.
	 * @param arguments the directory, and the number of the first generation
	 * @throws IOException if the writing cannot be reported
	 */
	public static void main(String[] arguments) throws IOException {
		try (AtomicDirectory directory = AtomicDirectory.open(Path.of(arguments[0]),
				DirectoryModes.of(FileMode.DIRECTORY), Clock.systemUTC())) {
			for (int generation = Integer.parseInt(arguments[1]);; generation++) {
				directory.write(files(generation));
				System.out.write('.');
				System.out.flush();
			}
		}
	}

	static Map<FilePath, FileEntry> files(int generation) {
		Map<FilePath, FileEntry> files = new HashMap<>();
		for (String file : FILES) {
			files.put(new FilePath(file), entry(generation));
		}
		if (generation % 2 == 0) {
			files.put(new FilePath(EXTRA), entry(generation));
		}
		return files;
	}

	private static FileEntry entry(int generation) {
		return new FileEntry(SensitiveValue.of(String.valueOf(generation).repeat(500)), FileMode.FILE);
	}

}
