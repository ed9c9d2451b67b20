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
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.snapshot.ObjectInspection;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Message;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;

/**
 * Finds what keeps vaults and keys from following: one problem for each of them, the
 * first. Used once.
 */
final class ProblemFinder {

	private final Instant now;

	private final ObjectInspection inspection;

	private final Map<Vault, List<Problem>> problems = new LinkedHashMap<>();

	ProblemFinder(Instant now) {
		this.now = now;
		this.inspection = new ObjectInspection(now);
	}

	Map<Vault, List<Problem>> problems() {
		return this.problems;
	}

	void addVaults(Map<Vault, List<KeyVaultException>> failures) {
		failures.forEach((vault, reasons) -> add(vault,
				Problem.of(new Subject.WholeVault(vault), reasons.get(0)).withEffect("Its keys keep their values.")));
	}

	void addKeys(Map<KeyMapping, KeyVaultException> failures, Snapshot current) {
		failures.forEach((mapping, failure) -> {
			String kept = findVersion(mapping, current);
			if (failure.reach() == Reach.OBJECT && (kept != null || !isTolerated(mapping, failure))) {
				String effect = (kept != null) ? "The key keeps the value of version %s.".formatted(kept)
						: "The key has no value.";
				add(mapping.vault(), Problem.of(mapping.subject(""), failure).withEffect(effect));
			}
		});
	}

	private static @Nullable String findVersion(KeyMapping mapping, Snapshot snapshot) {
		return entries(snapshot).filter((entry) -> entry.mapping().equals(mapping))
			.findFirst()
			.map(Entry::shortVersion)
			.orElse(null);
	}

	private static boolean isTolerated(KeyMapping mapping, KeyVaultException failure) {
		return mapping.reference().optional()
				&& (failure instanceof ObjectNotFoundException || failure instanceof ObjectDisabledException);
	}

	void addLists(List<KeyVaultException> failures) {
		failures.stream()
			.filter((failure) -> failure.reach() == Reach.OBJECT)
			.forEach((failure) -> add(failure.vault(), Problem.of(new Subject.Lists(failure.vault()), failure)
				.withEffect("Objects whose names are known are read one by one.")));
	}

	void addFallbacks(Snapshot current, Set<Vault> vaults) {
		entries(current).filter((entry) -> vaults.contains(entry.mapping().vault())).forEach((entry) -> {
			Fallback fallback = entry.fallback();
			if (fallback != null) {
				add(entry.mapping(), "Vault %s was out of reach at the start.".formatted(entry.mapping().vault()),
						"The key has the value of version %s that %s holds since %s.".formatted(entry.shortVersion(),
								fallback.place(), fallback.writtenAt()),
						"No action needed; the value is updated when the vault answers.");
			}
		});
	}

	void addExpired(Snapshot current, Set<Vault> vaults) {
		entries(current).filter((entry) -> vaults.contains(entry.mapping().vault()))
			.forEach((entry) -> Stream.ofNullable(this.inspection.findExpiry(entry, ""))
				.forEach((problem) -> add(entry.mapping().vault(), problem)));
	}

	private static Stream<Entry> entries(Snapshot snapshot) {
		return snapshot.layers().values().stream().flatMap((layer) -> layer.values().stream());
	}

	void addRejected(List<RejectedChange> rejected) {
		for (RejectedChange each : rejected) {
			Change change = each.change();
			String what = (change.after() != null) ? "Version %s from vault '%s' is rejected."
				.formatted(change.entry().shortVersion(), change.object().vault().name())
					: "The removal of its value is rejected.";
			add(change.entry().mapping(), what + " " + each.reason(), "The key keeps its value.",
					"The change is proposed again at each poll; correct the object in the vault.");
		}
	}

	private void add(KeyMapping mapping, String reason, String effect, String action) {
		add(mapping.vault(), new Problem(mapping.subject(""), reason, Message.of(action)).withEffect(effect));
	}

	private void add(Vault vault, Problem problem) {
		List<Problem> known = this.problems.computeIfAbsent(vault, (key) -> new ArrayList<>());
		if (known.stream().noneMatch((other) -> other.subject().equals(problem.subject()))) {
			known.add(problem.since(this.now));
		}
	}

}
