package dev.keyvault.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.RedactedException;

/**
 * Puts into words what keeps vaults and keys from following: one finding for each of
 * them, the first. Used once.
 */
final class TroubleFinder {

	private final Instant now;

	private final Map<Vault, List<Finding>> findings = new LinkedHashMap<>();

	TroubleFinder(Instant now) {
		this.now = now;
	}

	Map<Vault, List<Finding>> findings() {
		return this.findings;
	}

	/**
	 * Add vaults that fail as a whole. Why may differ from poll to poll while it is one
	 * outage.
	 * @param failures the failures by vault
	 */
	void addVaults(Map<Vault, List<KeyVaultException>> failures) {
		failures.forEach((vault, reasons) -> {
			KeyVaultException first = reasons.get(0);
			Trouble trouble = trouble("Rotation from vault " + vault, first.reason() + " Its keys keep their values.",
					first.action());
			add(vault, new Finding(trouble, first.reach().name(), null));
		});
	}

	void addKeys(Map<KeyMapping, KeyVaultException> failures, Snapshot current) {
		failures.forEach((mapping, failure) -> {
			ObjectVersion kept = findVersion(mapping, current);
			if (failure.reach() == Reach.OBJECT && (kept != null || !isTolerated(mapping, failure))) {
				String effect = (kept != null) ? "The key keeps the value of version %s.".formatted(kept)
						: "The key has no value.";
				String subject = "Key '%s'".formatted(mapping);
				String reason = failure.reason() + " " + effect;
				add(mapping.vault(), new Finding(trouble(subject, reason, failure.action()), reason, trace(failure)));
			}
		});
	}

	private static @Nullable ObjectVersion findVersion(KeyMapping mapping, Snapshot snapshot) {
		return entries(snapshot).filter((entry) -> entry.mapping().equals(mapping))
			.findFirst()
			.map((entry) -> entry.origin().version())
			.orElse(null);
	}

	private static boolean isTolerated(KeyMapping mapping, KeyVaultException failure) {
		return mapping.reference().optional()
				&& (failure instanceof ObjectNotFoundException || failure instanceof ObjectDisabledException);
	}

	void addLists(List<KeyVaultException> failures) {
		failures.stream().filter((failure) -> failure.reach() == Reach.OBJECT).forEach((failure) -> {
			String reason = failure.reason() + " What needs no list is read object by object.";
			add(failure.vault(), new Finding(trouble("Lists of vault " + failure.vault(), reason, failure.action()),
					reason, trace(failure)));
		});
	}

	private static @Nullable RedactedException trace(KeyVaultException failure) {
		return (failure.getCause() instanceof RedactedException trace) ? trace : null;
	}

	void addFallbacks(Snapshot current, Set<Vault> vaults) {
		entries(current).filter((entry) -> vaults.contains(entry.mapping().vault())).forEach((entry) -> {
			Fallback fallback = entry.fallback();
			if (fallback != null) {
				add(entry.mapping(),
						"The key has the value of version %s that %s holds since %s: the vault was out of reach at the start."
							.formatted(entry.origin().version(), fallback.place(), fallback.writtenAt()),
						"Nothing; it follows when the vault answers.");
			}
		});
	}

	void addExpired(Snapshot current, Set<Vault> vaults) {
		entries(current).filter((entry) -> vaults.contains(entry.mapping().vault()) && isExpired(entry.object()))
			.forEach((entry) -> add(entry.mapping(), "The %s is in use and expired at %s."
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

	void addRejected(List<RejectedChange> rejected) {
		for (RejectedChange rejection : rejected) {
			add(rejection.change().entry().mapping(),
					subject(rejection.change()) + " is rejected. " + rejection.reason(),
					"The key keeps its value; the change is proposed again at each poll.");
		}
	}

	private static String subject(Change change) {
		return (change.after() != null) ? "Version " + change.object().version() : "That it has no value any more";
	}

	private void add(KeyMapping mapping, String reason, String action) {
		add(mapping.vault(), Finding.of(trouble("Key '%s'".formatted(mapping), reason, action)));
	}

	private Trouble trouble(String subject, String reason, String action) {
		return new Trouble(subject, reason, action, this.now);
	}

	private void add(Vault vault, Finding finding) {
		List<Finding> known = this.findings.computeIfAbsent(vault, (key) -> new ArrayList<>());
		if (known.stream().noneMatch(finding::isAbout)) {
			known.add(finding);
		}
	}

}
