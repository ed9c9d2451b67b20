package dev.keyvault.file;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

import dev.keyvault.Internal;

/**
 * The permissions of a file or a directory, as {@code chmod} takes them.
 *
 * @param bits the nine permission bits, {@code 0} to {@code 0777}
 */
@Internal
public record FileMode(int bits) {

	/**
	 * The default of files: readable by their owner only, {@code 0400}.
	 */
	public static final FileMode FILE = new FileMode(0400);

	/**
	 * The default of directories: open to their owner only, {@code 0700}.
	 */
	public static final FileMode DIRECTORY = new FileMode(0700);

	private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");

	private static final PosixFilePermission[] BY_BIT = { PosixFilePermission.OTHERS_EXECUTE,
			PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_EXECUTE,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ, PosixFilePermission.OWNER_EXECUTE,
			PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ };

	public FileMode {
		if (bits < 0 || bits > 0777) {
			throw new IllegalArgumentException("A mode has nine bits: " + Integer.toOctalString(bits));
		}
	}

	/**
	 * Read a mode as users write it.
	 * @param octal three octal digits, after a {@code 0} or without it
	 * @return the mode
	 * @throws IllegalArgumentException if it is anything else
	 */
	public static FileMode of(String octal) {
		if (!OCTAL.matcher(octal).matches()) {
			throw new IllegalArgumentException(
					"The file mode '%s' must be three octal digits, such as 0400".formatted(octal));
		}
		return new FileMode(Integer.parseInt(octal, 8));
	}

	/**
	 * Return what the mode permits.
	 * @return the permissions
	 */
	Set<PosixFilePermission> permissions() {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (int bit = 0; bit < BY_BIT.length; bit++) {
			if ((this.bits & (1 << bit)) != 0) {
				permissions.add(BY_BIT[bit]);
			}
		}
		return permissions;
	}

	@Override
	public String toString() {
		return "%04o".formatted(this.bits);
	}

}
