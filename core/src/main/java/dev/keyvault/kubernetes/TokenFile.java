package dev.keyvault.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;

/**
 * Gives the token that is in a file now, since whoever keeps the file replaces it about
 * every hour; the last one while the file cannot be read. The client does not know the
 * {@code tokenFile} of a kubeconfig. Thread-safe.
 */
final class TokenFile implements OAuthTokenProvider {

	private final Path file;

	private volatile String token;

	private TokenFile(Path file, String token) {
		this.file = file;
		this.token = token;
	}

	/**
	 * Find the file that the user of a kubeconfig has its token in. Goes before a token
	 * in the kubeconfig itself, as {@code kubectl} has it.
	 * @param config what the client read
	 * @return the token, or what the client has without a file
	 * @throws IllegalArgumentException if there is no token but in the file, and that
	 * cannot be read
	 */
	static @Nullable OAuthTokenProvider find(Config config) {
		File kubeconfig = config.getFileWithAuthInfo();
		AuthInfo user = (kubeconfig != null) ? user(kubeconfig, config.getCurrentContext()) : null;
		if (user == null || user.getTokenFile() == null || user.getTokenFile().isBlank()) {
			return config.getOauthTokenProvider();
		}
		Path file = kubeconfig.toPath().resolveSibling(user.getTokenFile());
		TokenFile found = new TokenFile(file, Objects.requireNonNullElse(user.getToken(), ""));
		if (found.getToken().isEmpty()) {
			throw new IllegalArgumentException(
					"The token file '%s', which kubeconfig '%s' names, cannot be read or is empty".formatted(file,
							kubeconfig));
		}
		return found;
	}

	private static @Nullable AuthInfo user(File kubeconfig, NamedContext context) {
		try {
			return Serialization
				.unmarshal(Files.readString(kubeconfig.toPath()), io.fabric8.kubernetes.api.model.Config.class)
				.getUsers()
				.stream()
				.filter((user) -> Objects.equals(user.getName(), context.getContext().getUser()))
				.findFirst()
				.map(NamedAuthInfo::getUser)
				.orElse(null);
		}
		catch (IOException ex) {
			return null;
		}
	}

	@Override
	public String getToken() {
		try {
			String read = Files.readString(this.file).strip();
			this.token = read.isEmpty() ? this.token : read;
		}
		catch (IOException ex) {
			// It is being replaced, or gone: the server says what it makes of the last
			// one.
		}
		return this.token;
	}

}
