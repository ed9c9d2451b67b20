package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.kubernetes.EntrySource;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.kubernetes.SecretId;
import dev.keyvault.kubernetes.SecretPolicy;
import dev.keyvault.kubernetes.SecretType;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.KubernetesProperties.SecretProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.MapKey;
import dev.keyvault.spring.config.binding.MapKeys;
import dev.keyvault.spring.config.binding.MapKeysCheck;
import dev.keyvault.spring.config.binding.ProblemCollector;

/**
 * Reads what Kubernetes Secrets are to be.
 */
final class SecretDeclarationReader {

	private final Map<String, SecretProperties> secrets;

	private final MapKeysCheck mapKeys;

	private final RequestedKeys requested;

	SecretDeclarationReader(Map<String, SecretProperties> secrets, MapKeysCheck mapKeys, RequestedKeys requested) {
		this.secrets = secrets;
		this.mapKeys = mapKeys;
		this.requested = requested;
	}

	/**
	 * Read the Secrets.
	 * @param namespace the namespace they are in
	 * @param declarations what is imported
	 * @param snapshot what came of it
	 * @param problems gets the mistakes
	 * @return the Secrets; not those with a mistake
	 */
	List<SecretDeclaration> read(String namespace, List<Declaration> declarations, Snapshot snapshot,
			ProblemCollector problems) {
		KeyLookup keys = new KeyLookup(declarations, snapshot, this.requested);
		SecretEntriesReader entries = new SecretEntriesReader(this.mapKeys, keys, problems);
		List<SecretDeclaration> read = new ArrayList<>();
		this.secrets.forEach((name, properties) -> problems.collect(() -> {
			SecretId id = InvalidPropertyException.checked(SecretProperties.property(name, ""),
					() -> new SecretId(namespace, name));
			this.mapKeys.checkSecret(name, this.secrets.keySet());
			List<EntrySource> sources = entries.read(name, properties);
			read.add(new SecretDeclaration(id, type(name, properties), sources, metadata(name, properties),
					policy(properties)));
		}));
		return read;
	}

	private static SecretType type(String name, SecretProperties properties) {
		String type = properties.type();
		if (type != null) {
			return InvalidPropertyException.checked(SecretProperties.property(name, ".type"),
					() -> new SecretType(type));
		}
		if (properties.tls() != null) {
			return SecretType.TLS;
		}
		return (properties.dockerConfig() != null) ? SecretType.DOCKER_CONFIG_JSON : SecretType.OPAQUE;
	}

	private SecretMetadata metadata(String name, SecretProperties properties) {
		Map<String, String> labels = spelled(name, MapKeys.SECRET_LABEL, properties.labels());
		Map<String, String> annotations = spelled(name, MapKeys.SECRET_ANNOTATION, properties.annotations());
		return InvalidPropertyException.checked(SecretProperties.property(name, ""),
				() -> new SecretMetadata(labels, annotations));
	}

	private Map<String, String> spelled(String name, MapKeys map, Map<String, String> values) {
		Map<String, String> spelled = new LinkedHashMap<>(values);
		spelled.keySet().removeIf((key) -> !this.mapKeys.isKey(new MapKey(name, map, key), values));
		return spelled;
	}

	private static SecretPolicy policy(SecretProperties properties) {
		return new SecretPolicy(properties.onConflict(), properties.onRemoval(), properties.immutable(),
				properties.owner());
	}

}
