package dev.keyvault.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;

/**
 * Puts into words what keeps vaults and keys from following. Used once.
 */
final class TroubleFinder {

	private final Instant now;

	private final Map<Vault, List<Trouble>> troubles = new LinkedHashMap<>();

	TroubleFinder(Instant now) {
		this.now = now;
	}

	Map<Vault, List<Trouble>> troubles() {
		return this.troubles;
	}

	void addFailures(Detected detected, Snapshot current) {
		failures(detected).filter((failure) -> failure.reach() != Reach.OBJECT)
			.forEach((failure) -> add(failure.vault(), "Rotation from vault " + failure.vault(),
					failure.reason() + " Its keys keep their values.", failure.action()));
		detected.found().failures().forEach((mapping, failure) -> addFailure(mapping, failure, current));
		detected.failedLists()
			.stream()
			.filter((failure) -> failure.reach() == Reach.OBJECT)
			.forEach((failure) -> add(failure.vault(), "Lists of vault " + failure.vault(),
					failure.reason() + " What needs no list is read object by object.", failure.action()));
	}

	static Stream<KeyVaultException> failures(Detected detected) {
		return Stream
			.of(detected.found().failures().values(), detected.found().unlisted().values(), detected.failedLists())
			.flatMap((failures) -> failures.stream());
	}

	private void addFailure(KeyMapping mapping, KeyVaultException failure, Snapshot current) {
		Set<ObjectId> versions = versions(mapping, current);
		if (failure.reach() == Reach.OBJECT && (!versions.isEmpty() || !mapping.reference().optional())) {
			String effect = versions.isEmpty() ? "The key has no value."
					: "The key keeps the value of version %s.".formatted(versions.iterator().next().version());
			add(mapping.vault(), subject(mapping), failure.reason() + " " + effect, failure.action());
		}
	}

	private static Set<ObjectId> versions(KeyMapping mapping, Snapshot snapshot) {
		Set<ObjectId> versions = new LinkedHashSet<>();
		entries(snapshot).filter((entry) -> entry.mapping().equals(mapping)).map(Entry::origin).forEach(versions::add);
		return versions;
	}

	void addExpired(Snapshot current, Set<Vault> vaults) {
		entries(current).filter((entry) -> vaults.contains(entry.mapping().vault()) && isExpired(entry.object()))
			.forEach((entry) -> add(
					entry.mapping().vault(), subject(entry.mapping()), "The %s is in use and expired at %s."
						.formatted(entry.origin().describe(), entry.object().attributes().expires()),
					"Put a new version into the vault."));
	}

	private boolean isExpired(VaultObject object) {
		Instant expires = object.attributes().expires();
		return expires != null && !this.now.isBefore(expires);
	}

	private static Stream<Entry> entries(Snapshot snapshot) {
		return snapshot.layers().values().stream().flatMap((layer) -> layer.values().stream());
	}

	void addRefusals(List<Refusal> refusals) {
		for (Refusal refusal : refusals) {
			Change change = refusal.change();
			add(change.entry().mapping().vault(), subject(change.entry().mapping()),
					"Version %s is refused. %s".formatted(change.object().version(), refusal.reason()),
					"The key keeps its value; the change is proposed again at each look.");
		}
	}

	private static String subject(KeyMapping mapping) {
		return "Key '%s'".formatted(mapping);
	}

	private void add(Vault vault, String subject, String reason, String action) {
		List<Trouble> known = this.troubles.computeIfAbsent(vault, (key) -> new ArrayList<>());
		if (known.stream().noneMatch((trouble) -> trouble.subject().equals(subject))) {
			known.add(new Trouble(subject, reason, action, this.now));
		}
	}

}
