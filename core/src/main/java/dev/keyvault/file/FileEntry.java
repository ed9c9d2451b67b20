package dev.keyvault.file;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;

/**
 * What one file should be.
 *
 * @param content what is in the file, text written as UTF-8
 * @param mode its permissions, whatever the umask
 */
@Internal
public record FileEntry(SensitiveValue content, FileMode mode) {

}
