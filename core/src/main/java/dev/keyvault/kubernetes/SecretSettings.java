package dev.keyvault.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * Which Secrets are written, and by whom.
 *
 * @param application the name of the application, which tells its Secrets from those of
 * others: 1 to 63 letters, digits, dashes, underscores or dots; {@code null} if it has
 * none, so that nobody deletes what it writes
 * @param pod the pod that the application runs in, or {@code null} if it is in none
 * @param secrets the Secrets
 */
@Internal
public record SecretSettings(@Nullable String application, @Nullable PodId pod, List<SecretDeclaration> secrets) {

	private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

	public SecretSettings {
		secrets = List.copyOf(secrets);
		if (application != null && !LABEL.matcher(application).matches()) {
			throw new IllegalArgumentException(
					"'%s' cannot be the application of a Secret: expected 1 to 63 letters, digits, '-', '_' or '.' that start and end with a letter or digit"
						.formatted(application));
		}
		Set<SecretId> seen = new HashSet<>();
		secrets.stream().map(SecretDeclaration::id).filter((id) -> !seen.add(id)).findFirst().ifPresent((id) -> {
			throw new IllegalArgumentException("%s is declared twice".formatted(id.describe()));
		});
	}

	/**
	 * The pod that the application runs in.
	 *
	 * @param namespace its namespace
	 * @param name its name, which is the host name unless the pod says otherwise
	 */
	public record PodId(String namespace, String name) {

	}

}
