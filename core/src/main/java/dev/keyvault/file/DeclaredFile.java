package dev.keyvault.file;

import dev.keyvault.Internal;
import dev.keyvault.mapping.DeclaredKey;

/**
 * A file with the value of one key, to the byte.
 *
 * @param path where the file is
 * @param key the key
 * @param optional whether there may be no file because the key has no value
 * @param mode the permissions of the file
 */
@Internal
public record DeclaredFile(FilePath path, DeclaredKey key, boolean optional, FileMode mode) {

	public DeclaredFile {
		if ((mode.bits() & 0400) == 0) {
			throw new IllegalArgumentException(
					"The file mode '%s' must let the owner of the file read it, such as 0400".formatted(mode));
		}
	}

}
