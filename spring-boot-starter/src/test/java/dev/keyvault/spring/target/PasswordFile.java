package dev.keyvault.spring.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.Target;
import dev.keyvault.target.WriteFailedException;
import dev.keyvault.target.WriteResult;

// tag::password-file[]
final class PasswordFile implements Target {

	private static final NamedKey PASSWORD = new NamedKey("app.report.password");

	private final Path file;

	PasswordFile(Path file) {
		this.file = file;
	}

	@Override
	public String name() {
		return "pgpass";
	}

	@Override
	public Set<NamedKey> keys() {
		return Set.of(PASSWORD);
	}

	@Override
	public WriteResult write(Snapshot snapshot) throws IOException {
		Snapshot.Entry password = snapshot.find(PASSWORD);
		if (password == null) {
			throw new WriteFailedException("Key '%s' has no value.".formatted(PASSWORD),
					"Import the key, or correct its name.");
		}
		String line = "db.example.com:5432:*:report:" + escape(password.value().reveal()) + "\n";
		boolean exists = Files.exists(this.file);
		if (exists && Files.readString(this.file).equals(line)) {
			return WriteResult.UNCHANGED;
		}
		replaceBy(line);
		return exists ? WriteResult.UPDATED : WriteResult.CREATED;
	}

	private static String escape(String field) {
		return field.replace("\\", "\\\\").replace(":", "\\:");
	}

	private void replaceBy(String content) throws IOException {
		Path temporary = Files.createTempFile(this.file.getParent(), "pgpass", ".tmp");
		try {
			Files.writeString(temporary, content);
			Files.move(temporary, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

}
// end::password-file[]
