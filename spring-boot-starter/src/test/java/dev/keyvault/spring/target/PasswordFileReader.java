package dev.keyvault.spring.target;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.spring.config.DeclaredTarget;
import dev.keyvault.spring.config.TargetContext;
import dev.keyvault.spring.config.TargetReader;

// tag::password-file-reader[]
final class PasswordFileReader implements TargetReader {

	@Override
	public @Nullable DeclaredTarget read(TargetContext context) {
		String file = context.environment().getProperty("app.pgpass.file");
		if (file == null) {
			return null;
		}
		NamedKey key = new NamedKey("app.report.password");
		if (context.find(key).isEmpty()) {
			context.addProblem("app.pgpass.file",
					"The password file needs key '%s', which no vault imports.".formatted(key),
					"Declare the key under 'keyvault.vaults.<vault>.keys'.");
			return null;
		}
		return new DeclaredTarget("passwordFile", new PasswordFile(Path.of(file)));
	}

}
// end::password-file-reader[]
