package dev.keyvault.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.Recovery.Recovered;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;

/**
 * Puts values that were taken back into the result of a load.
 */
final class LoadCompletion {

	private static final Recovered LIST = Recovered
		.failed("What a list would find cannot be told from Kubernetes Secrets.");

	private final LoadResult found;

	private final Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();

	private final Map<Subject, Recovered> recovered = new LinkedHashMap<>();

	private final Map<Vault, List<String>> keys = new LinkedHashMap<>();

	LoadCompletion(LoadResult found) {
		this.found = found;
		found.snapshot().layers().forEach((name, layer) -> this.layers.put(name, new LinkedHashMap<>(layer)));
	}

	void add(Declaration declaration, KeyMapping mapping, Recovered value) {
		this.recovered.put(mapping.subject(declaration.name()), value);
		if (value.obstacle() == null) {
			this.keys.computeIfAbsent(mapping.vault(), (vault) -> new ArrayList<>()).add(describe(mapping, value));
		}
		Entry entry = value.entry();
		if (entry != null) {
			this.layers.computeIfAbsent(declaration.name(), (name) -> new LinkedHashMap<>()).put(mapping.key(), entry);
		}
	}

	private static String describe(KeyMapping mapping, Recovered value) {
		Entry entry = value.entry();
		Fallback fallback = (entry != null) ? entry.fallback() : null;
		return (entry == null || fallback == null) ? "'%s' (absent, as it was)".formatted(mapping.key())
				: "'%s' (version %s, %s, written at %s)".formatted(mapping.key(), entry.shortVersion(),
						fallback.place(), fallback.writtenAt());
	}

	LoadResult result() {
		List<Problem> problems = this.found.problems()
			.stream()
			.map(this::remaining)
			.filter(Objects::nonNull)
			.collect(Collectors.toList());
		List<Problem> warnings = new ArrayList<>(this.found.warnings());
		this.keys.forEach((vault, described) -> warnings.add(warning(vault, described)));
		return new LoadResult(new Snapshot(this.layers), problems, warnings, this.found.excluded(),
				this.found.failures(), this.found.unlisted());
	}

	private @Nullable Problem remaining(Problem problem) {
		if (problem.reach() != Reach.OUTAGE) {
			return problem;
		}
		Recovered value = this.recovered.getOrDefault(problem.subject(), LIST);
		return (value.obstacle() != null)
				? problem.withEffect(value.obstacle()).withAction(problem.action().then(Message.of(value.cure())))
				: null;
	}

	private Problem warning(Vault vault, List<String> described) {
		KeyVaultException failure = Objects.requireNonNull(this.found.failuresOfVaults().get(vault)).get(0);
		return Problem.of(new Subject.WholeVault(vault), failure)
			.withEffect("Until it answers, these keys have the values of Kubernetes Secrets: %s."
				.formatted(String.join(", ", described)));
	}

}
