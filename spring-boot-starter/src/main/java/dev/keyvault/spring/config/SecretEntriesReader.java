package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.keyvault.kubernetes.DeclaredKey;
import dev.keyvault.kubernetes.EntrySource;
import dev.keyvault.kubernetes.PlainEntry;
import dev.keyvault.kubernetes.RegistryEntry;
import dev.keyvault.kubernetes.TlsEntries;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.spring.config.KubernetesProperties.DockerConfigProperties;
import dev.keyvault.spring.config.KubernetesProperties.SecretProperties;
import dev.keyvault.spring.config.KubernetesProperties.TlsProperties;

/**
 * Reads which keys become the entries of a Kubernetes Secret.
 */
final class SecretEntriesReader {

	private static final String OPTIONAL = "optional:";

	private final KeySpelling spelling;

	private final KeyLookup keys;

	private final ProblemCollector problems;

	SecretEntriesReader(KeySpelling spelling, KeyLookup keys, ProblemCollector problems) {
		this.spelling = spelling;
		this.keys = keys;
		this.problems = problems;
	}

	List<EntrySource> read(String name, SecretProperties properties) {
		List<EntrySource> sources = new ArrayList<>();
		Map<String, String> data = properties.data();
		data.forEach((entry, text) -> this.problems.collect(() -> {
			if (this.spelling.isKey(new SpelledKey(name, SpelledMap.SECRET_ENTRY, entry), data)) {
				sources.add(plain(name, entry, text));
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

	private PlainEntry plain(String name, String entry, String text) {
		boolean optional = text.startsWith(OPTIONAL);
		String suffix = ".data[%s]".formatted(entry);
		DeclaredKey key = key(name, suffix, optional ? text.substring(OPTIONAL.length()) : text);
		return InvalidPropertyException.checked(SecretProperties.property(name, suffix),
				() -> new PlainEntry(entry, key, optional));
	}

	private TlsEntries tls(String name, TlsProperties tls) {
		return new TlsEntries(key(name, ".tls.key", tls.key()), tls.privateKey(), tls.authority());
	}

	private RegistryEntry registry(String name, DockerConfigProperties docker) {
		return new RegistryEntry(key(name, ".docker-config.registry", docker.registry()),
				key(name, ".docker-config.user", docker.user()),
				key(name, ".docker-config.password", docker.password()));
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
