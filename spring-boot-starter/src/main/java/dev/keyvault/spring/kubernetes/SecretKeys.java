package dev.keyvault.spring.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.keyvault.kubernetes.DeclaredKey;
import dev.keyvault.kubernetes.EntrySource;
import dev.keyvault.kubernetes.PlainEntry;
import dev.keyvault.kubernetes.RegistryEntry;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.kubernetes.TlsEntries;
import dev.keyvault.rotation.Change;

/**
 * The keys that Secrets are made of. Immutable.
 */
final class SecretKeys {

	private final Set<DeclaredKey> keys;

	SecretKeys(List<SecretDeclaration> secrets) {
		this.keys = secrets.stream()
			.flatMap((secret) -> secret.sources().stream())
			.flatMap(SecretKeys::keys)
			.collect(Collectors.toUnmodifiableSet());
	}

	private static Stream<DeclaredKey> keys(EntrySource source) {
		if (source instanceof PlainEntry plain) {
			return Stream.of(plain.key());
		}
		if (source instanceof TlsEntries tls) {
			return Stream.of(tls.key());
		}
		RegistryEntry registry = (RegistryEntry) source;
		return Stream.of(registry.registry(), registry.user(), registry.password());
	}

	List<Change> among(List<Change> changes) {
		return changes.stream()
			.filter((change) -> this.keys.contains(new DeclaredKey(change.declaration(), change.key())))
			.toList();
	}

}
