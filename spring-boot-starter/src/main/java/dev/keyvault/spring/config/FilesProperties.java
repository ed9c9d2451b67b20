package dev.keyvault.spring.config;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.keyvault.Internal;

/**
 * Which keys become files.
 *
 * @param directory the directory that the files are written to
 * @param data the files by their paths below the directory, each with [optional:]key, or
 * with the properties key, mode and directory-mode
 * @param mode the permissions of files, as octal digits in quotes; 0400 if not given
 * @param directoryMode the permissions of directories, as octal digits in quotes; 0700 if
 * not given
 */
@Internal
public record FilesProperties(@Nullable String directory, @DefaultValue Map<String, Object> data, @Nullable Object mode,
		@Nullable Object directoryMode) {

	static final String DIRECTORY = "keyvault.files.directory";

	static final String DATA = "keyvault.files.data";

	static final String MODE = "keyvault.files.mode";

	static final String DIRECTORY_MODE = "keyvault.files.directory-mode";

	FilesProperties with(Map<String, Object> all) {
		return new FilesProperties(this.directory, all, this.mode, this.directoryMode);
	}

	static String property(String path) {
		return "%s[%s]".formatted(DATA, path);
	}

}
