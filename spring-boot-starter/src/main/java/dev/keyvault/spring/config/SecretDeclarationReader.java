package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.keyvault.kubernetes.DeclaredKey;
import dev.keyvault.kubernetes.EntrySource;
import dev.keyvault.kubernetes.PlainEntry;
import dev.keyvault.kubernetes.RegistryEntry;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.kubernetes.SecretId;
import dev.keyvault.kubernetes.SecretMetadata;
import dev.keyvault.kubernetes.SecretPolicy;
import dev.keyvault.kubernetes.SecretType;
import dev.keyvault.kubernetes.TlsEntries;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Problem;
import dev.keyvault.spring.config.KubernetesProperties.DockerConfigProperties;
import dev.keyvault.spring.config.KubernetesProperties.SecretProperties;
import dev.keyvault.spring.config.KubernetesProperties.TlsProperties;

/**
 * Reads what a Kubernetes Secret is to be.
 */
final class SecretDeclarationReader {

	private static final String OPTIONAL = "optional:";

	private final KeySpelling spelling;

	private final KeyLookup keys;

	private final List<Problem> problems;

	SecretDeclarationReader(KeySpelling spelling, KeyLookup keys, List<Problem> problems) {
		this.spelling = spelling;
		this.keys = keys;
		this.problems = problems;
	}

	void read(String namespace, String name, SecretProperties properties, List<SecretDeclaration> declarations) {
		collect(() -> {
			SecretId id = checked(property(name, ""), () -> new SecretId(namespace, name));
			this.spelling.checkSecret(name);
			List<EntrySource> sources = sources(name, properties);
			declarations.add(new SecretDeclaration(id, type(name, properties), sources, metadata(name, properties),
					policy(properties)));
		});
	}

	private List<EntrySource> sources(String name, SecretProperties properties) {
		List<EntrySource> sources = new ArrayList<>();
		properties.data().forEach((entry, text) -> collect(() -> sources.add(plain(name, entry, text))));
		TlsProperties tls = properties.tls();
		if (tls != null) {
			collect(() -> sources
				.add(new TlsEntries(key(name, ".tls.key", tls.key()), tls.privateKey(), tls.authority())));
		}
		DockerConfigProperties docker = properties.dockerConfig();
		if (docker != null) {
			collect(() -> sources.add(new RegistryEntry(key(name, ".docker-config.registry", docker.registry()),
					key(name, ".docker-config.user", docker.user()),
					key(name, ".docker-config.password", docker.password()))));
		}
		if (properties.data().isEmpty() && tls == null && docker == null) {
			throw new InvalidPropertyException(property(name, ""), "Secret '%s' has no entries.".formatted(name),
					"Declare them under '%s'; a name with dots needs brackets and quotes, such as \"[shop.example]\"."
						.formatted(property(name, ".data")));
		}
		return sources;
	}

	private PlainEntry plain(String name, String entry, String text) {
		this.spelling.check(name, SpelledMap.SECRET_ENTRY, entry);
		boolean optional = text.startsWith(OPTIONAL);
		String suffix = ".data[%s]".formatted(entry);
		DeclaredKey key = key(name, suffix, optional ? text.substring(OPTIONAL.length()) : text);
		return checked(property(name, suffix), () -> new PlainEntry(entry, key, optional));
	}

	private DeclaredKey key(String name, String suffix, String text) {
		NamedKey key = checked(property(name, suffix), () -> new NamedKey(text));
		return this.keys.find(key)
			.orElseThrow(() -> new InvalidPropertyException(property(name, suffix),
					"Secret '%s' wants key '%s', which no vault imports.".formatted(name, text),
					"Declare the key under 'keyvault.vaults.<vault>.keys', or correct its name."));
	}

	private static SecretType type(String name, SecretProperties properties) {
		String type = properties.type();
		if (type != null) {
			return checked(property(name, ".type"), () -> new SecretType(type));
		}
		if (properties.tls() != null) {
			return SecretType.TLS;
		}
		return (properties.dockerConfig() != null) ? SecretType.DOCKER_CONFIG_JSON : SecretType.OPAQUE;
	}

	private SecretMetadata metadata(String name, SecretProperties properties) {
		check(name, SpelledMap.SECRET_LABEL, properties.labels());
		check(name, SpelledMap.SECRET_ANNOTATION, properties.annotations());
		return checked(property(name, ""), () -> new SecretMetadata(properties.labels(), properties.annotations()));
	}

	private void check(String name, SpelledMap map, Map<String, String> values) {
		values.keySet().forEach((key) -> this.spelling.check(name, map, key));
	}

	private static SecretPolicy policy(SecretProperties properties) {
		return new SecretPolicy(properties.onConflict(), properties.onRemoval(), properties.immutable(),
				properties.owner());
	}

	private void collect(Runnable reading) {
		try {
			reading.run();
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(KubernetesReader.DECLARATION));
		}
	}

	private static <T> T checked(String property, Supplier<T> making) {
		try {
			return making.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, ex.getMessage() + ".", "Correct '%s'.".formatted(property));
		}
	}

	private static String property(String name, String suffix) {
		return "keyvault.kubernetes.secrets.%s%s".formatted(name, suffix);
	}

}
