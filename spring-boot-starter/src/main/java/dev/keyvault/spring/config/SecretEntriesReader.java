package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.EntrySource;
import dev.keyvault.kubernetes.EntrySource.MemberEntries;
import dev.keyvault.kubernetes.EntrySource.PlainEntry;
import dev.keyvault.kubernetes.RegistryEntry;
import dev.keyvault.kubernetes.RegistryEntry.Login;
import dev.keyvault.kubernetes.TlsEntries;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.spring.config.KubernetesProperties.DockerConfigProperties;
import dev.keyvault.spring.config.KubernetesProperties.LoginProperties;
import dev.keyvault.spring.config.KubernetesProperties.SecretProperties;
import dev.keyvault.spring.config.KubernetesProperties.TlsProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.MapKey;
import dev.keyvault.spring.config.binding.MapKeys;
import dev.keyvault.spring.config.binding.MapKeysCheck;
import dev.keyvault.spring.config.binding.ProblemCollector;

/**
 * Reads which keys become the entries of a Kubernetes Secret.
 */
final class SecretEntriesReader {

	private static final String MEMBERS = ".*";

	private final MapKeysCheck mapKeys;

	private final KeyLookup keys;

	private final ProblemCollector problems;

	SecretEntriesReader(MapKeysCheck mapKeys, KeyLookup keys, ProblemCollector problems) {
		this.mapKeys = mapKeys;
		this.keys = keys;
		this.problems = problems;
	}

	List<EntrySource> read(String name, SecretProperties properties) {
		List<EntrySource> sources = new ArrayList<>();
		Map<String, String> data = properties.data();
		this.mapKeys.check(name, MapKeys.SECRET_ENTRY, "");
		data.forEach((entry, text) -> this.problems.collect(() -> {
			if (this.mapKeys.isKey(new MapKey(name, MapKeys.SECRET_ENTRY, entry), data)) {
				sources.add(entry(name, entry, text));
			}
		}));
		TlsProperties tls = properties.tls();
		if (tls != null) {
			this.problems.collect(() -> sources.add(tls(name, tls)));
		}
		DockerConfigProperties docker = properties.dockerConfig();
		if (docker != null) {
			this.problems.collect(() -> sources.add(registry(name, docker)));
		}
		if (data.isEmpty() && tls == null && docker == null) {
			throw none(name);
		}
		return sources;
	}

	private EntrySource entry(String name, String entry, String text) {
		WantedKey wanted = WantedKey.parse(text);
		String suffix = ".data[%s]".formatted(entry);
		String key = wanted.name();
		if (key.endsWith(MEMBERS) != entry.contains(MemberEntries.ANY)) {
			throw new InvalidPropertyException(SecretProperties.property(name, suffix),
					"The entries '%s' of Secret '%s' and the keys '%s' do not go together.".formatted(entry, name, key),
					"For an entry for each key below one, write '*' in the name and '.*' at the end of the key, such as \"[*]\": app.logins.*");
		}
		return key.endsWith(MEMBERS)
				? members(name, entry, key.substring(0, key.length() - MEMBERS.length()), wanted.optional())
				: plain(name, entry, key, wanted.optional());
	}

	private PlainEntry plain(String name, String entry, String text, boolean optional) {
		String suffix = ".data[%s]".formatted(entry);
		DeclaredKey key = key(name, suffix, text);
		return InvalidPropertyException.checked(SecretProperties.property(name, suffix),
				() -> new PlainEntry(entry, key, optional));
	}

	private MemberEntries members(String name, String entry, String text, boolean optional) {
		String property = SecretProperties.property(name, ".data[%s]".formatted(entry));
		NamedKey parent = InvalidPropertyException.checked(property, () -> new NamedKey(text));
		DeclaredKey key = this.keys.findParent(parent)
			.orElseThrow(() -> new InvalidPropertyException(property,
					"Secret '%s' wants the keys below '%s', of which no vault imports any.".formatted(name, text),
					"Map '%s' to a secret with '#*' under 'keyvault.vaults.<vault>.keys', or correct its name."
						.formatted(text)));
		return InvalidPropertyException.checked(property, () -> new MemberEntries(entry, key, optional));
	}

	private TlsEntries tls(String name, TlsProperties tls) {
		return new TlsEntries(key(name, ".tls.key", tls.key()), tls.privateKey(), tls.authority());
	}

	private RegistryEntry registry(String name, DockerConfigProperties docker) {
		List<Login> logins = new ArrayList<>();
		LoginProperties first = new LoginProperties(docker.registry(), docker.user(), docker.password());
		if (!first.isEmpty() || docker.registries().isEmpty()) {
			logins.add(login(name, ".docker-config", first));
		}
		for (int i = 0; i < docker.registries().size(); i++) {
			logins.add(login(name, ".docker-config.registries[%d]".formatted(i), docker.registries().get(i)));
		}
		return new RegistryEntry(logins);
	}

	private Login login(String name, String suffix, LoginProperties login) {
		return new Login(loginKey(name, suffix + ".registry", login.registry()),
				loginKey(name, suffix + ".user", login.user()), loginKey(name, suffix + ".password", login.password()));
	}

	private DeclaredKey loginKey(String name, String suffix, @Nullable String text) {
		if (text == null) {
			throw new InvalidPropertyException(SecretProperties.property(name, suffix),
					"Logging in to a registry for Secret '%s' takes three keys, and one is not named.".formatted(name),
					"Set '%s' to the name of a key.".formatted(SecretProperties.property(name, suffix)));
		}
		return key(name, suffix, text);
	}

	private DeclaredKey key(String name, String suffix, String text) {
		String property = SecretProperties.property(name, suffix);
		NamedKey key = InvalidPropertyException.checked(property, () -> new NamedKey(text));
		return this.keys.find(key)
			.orElseThrow(() -> new InvalidPropertyException(property,
					"Secret '%s' wants key '%s', which no vault imports.".formatted(name, text),
					"Declare the key under 'keyvault.vaults.<vault>.keys', or correct its name."));
	}

	private static InvalidPropertyException none(String name) {
		return new InvalidPropertyException(SecretProperties.property(name, ""),
				"Secret '%s' has no entries.".formatted(name),
				"Declare them under '%s'; a name with dots needs brackets and quotes, such as \"[shop.example]\"."
					.formatted(SecretProperties.property(name, ".data")));
	}

}
