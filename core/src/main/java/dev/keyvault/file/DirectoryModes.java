package dev.keyvault.file;

import java.util.Map;

import dev.keyvault.Internal;

/**
 * The permissions of directories.
 *
 * @param general those of all directories but the special ones
 * @param special those of certain directories, by their paths
 */
@Internal
public record DirectoryModes(FileMode general, Map<FilePath, FileMode> special) {

	public DirectoryModes {
		special = Map.copyOf(special);
		requireAccess(general);
		special.values().forEach(DirectoryModes::requireAccess);
	}

	private static void requireAccess(FileMode mode) {
		if ((mode.bits() & 0700) != 0700) {
			throw new IllegalArgumentException(
					"The directory mode '%s' must give its owner all rights, such as 0700".formatted(mode));
		}
	}

	/**
	 * Give all directories the same permissions.
	 * @param mode the permissions
	 * @return the modes
	 * @throws IllegalArgumentException if the owner of a directory could not use it
	 */
	public static DirectoryModes of(FileMode mode) {
		return new DirectoryModes(mode, Map.of());
	}

	FileMode mode(FilePath directory) {
		return this.special.getOrDefault(directory, this.general);
	}

}
