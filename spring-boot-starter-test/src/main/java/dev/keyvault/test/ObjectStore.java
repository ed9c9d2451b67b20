package dev.keyvault.test;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Keeps the objects of one vault. Names are not case-sensitive and keep the case in which
 * they came first.
 */
final class ObjectStore {

	private final Map<ObjectType, NavigableMap<String, StoredObject>> objects = new EnumMap<>(ObjectType.class);

	private final URI vault;

	private final Clock clock;

	ObjectStore(URI vault, Clock clock) {
		this.vault = vault;
		this.clock = clock;
		for (ObjectType type : ObjectType.values()) {
			this.objects.put(type, new TreeMap<>());
		}
	}

	URI vault() {
		return this.vault;
	}

	String put(EmbeddedSecret secret) {
		return put(secret.name(), secret.attributes(), new Content.Secret(secret.value(), secret.contentType()));
	}

	String put(EmbeddedKey key) {
		return put(key.name(), key.attributes(), Content.Key.of(key));
	}

	String put(EmbeddedCertificate certificate) {
		return put(certificate.name(), certificate.effectiveAttributes(), new Content.Certificate(certificate),
				Content.Key.of(certificate), Content.ManagedSecret.of(certificate, certificate.format()));
	}

	private synchronized String put(String name, VersionAttributes attributes, Content... contents) {
		String version = UUID.randomUUID().toString().replace("-", "");
		for (Content content : contents) {
			put(name, version, attributes, content);
		}
		return version;
	}

	private void put(String name, String version, VersionAttributes attributes, Content content) {
		ObjectType type = content.type();
		String first = find(type, name).map((object) -> object.latest().address().name()).orElse(name);
		ObjectAddress address = new ObjectAddress(this.vault, type, first, version);
		Instant now = this.clock.instant();
		StoredVersion stored = new StoredVersion(address, content, attributes, now, now);
		find(type, name).ifPresentOrElse((object) -> object.put(stored),
				() -> all(type).put(key(name), new StoredObject(stored)));
	}

	synchronized void delete(ObjectType type, String name) {
		require(type, name);
		all(type).remove(key(name));
	}

	synchronized void change(ObjectType type, String name, UnaryOperator<VersionAttributes> change) {
		StoredObject object = require(type, name);
		StoredVersion latest = object.latest();
		object.put(latest.changed(change.apply(latest.attributes()), this.clock.instant()));
	}

	synchronized Optional<StoredVersion> latest(ObjectType type, String name) {
		return find(type, name).map(StoredObject::latest);
	}

	synchronized Optional<StoredVersion> version(ObjectType type, String name, String version) {
		return find(type, name).flatMap((object) -> object.find(version));
	}

	synchronized List<StoredVersion> list(ObjectType type) {
		return all(type).values().stream().map(StoredObject::latest).toList();
	}

	synchronized List<StoredVersion> versions(ObjectType type, String name) {
		return find(type, name).map(StoredObject::versions).orElse(List.of());
	}

	private StoredObject require(ObjectType type, String name) {
		return find(type, name).orElseThrow(
				() -> new IllegalArgumentException("The vault holds no %s named '%s'".formatted(type.label(), name)));
	}

	private Optional<StoredObject> find(ObjectType type, String name) {
		return Optional.ofNullable(all(type).get(key(name)));
	}

	private NavigableMap<String, StoredObject> all(ObjectType type) {
		return this.objects.getOrDefault(type, new TreeMap<>());
	}

	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
