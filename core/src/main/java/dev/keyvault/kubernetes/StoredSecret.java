package dev.keyvault.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot;

/**
 * A Secret that was written earlier, to take values out of while their vault cannot be
 * reached. Immutable.
 *
 * @param id the Secret
 * @param entries the content of the entries that are made of one object each
 * @param writtenAt the time of the last write, which is when one of the values last
 * changed
 */
public record StoredSecret(SecretId id, Map<String, StoredEntry> entries, Instant writtenAt) {

	private static final Set<String> BINARY = Set.of("#base64", "#hex");

	public StoredSecret {
		entries = Map.copyOf(entries);
	}

	static StoredSecret of(SecretId id, LiveSecret secret, Instant writtenAt) {
		Map<String, StoredEntry> entries = new HashMap<>();
		Origins.parse(secret.annotation(Marks.ORIGINS)).entries().forEach((name, origins) -> {
			String data = secret.secret().getData().get(name);
			if (data != null && origins.size() == 1) {
				entries.put(name, new StoredEntry(Base64.getDecoder().decode(data), new EntryOrigin(origins.get(0))));
			}
		});
		return new StoredSecret(id, entries, writtenAt);
	}

	/**
	 * Return how old the values may be.
	 * @param now the time
	 * @return the time since the last write
	 */
	public Duration age(Instant now) {
		return Duration.between(this.writtenAt, now);
	}

	/**
	 * Find the value that a key had. Its object holds that value and nothing else, so
	 * that nothing else can be taken out of it.
	 * @param entry the name of the entry that has the value of the key
	 * @param mapping what the key is mapped to now
	 * @return the value with its object and version; {@code null} if there is no such
	 * entry, if it was made of another object, part or pinned version, or if the object
	 * is no secret
	 */
	public Snapshot.@Nullable Entry find(String entry, KeyMapping mapping) {
		StoredEntry stored = this.entries.get(entry);
		if (stored == null || mapping.reference().kind() != ObjectKind.SECRET) {
			return null;
		}
		ObjectVersion version = stored.origin().findVersion(mapping);
		if (version == null || !isChosen(version, mapping)) {
			return null;
		}
		SensitiveValue value = stored.value(BINARY.contains(mapping.reference().part().text()));
		return new Snapshot.Entry(value,
				new VaultObject.Secret(mapping.object().at(version), ObjectAttributes.NONE, value), mapping);
	}

	private static boolean isChosen(ObjectVersion version, KeyMapping mapping) {
		String selector = mapping.reference().version().text();
		return List.of("", "@previous", "@" + version).contains(selector);
	}

}
