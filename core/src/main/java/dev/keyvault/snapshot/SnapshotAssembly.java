package dev.keyvault.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.source.UnexpectedFailureException;

/**
 * Puts what was read under its keys, and collects what went wrong.
 */
final class SnapshotAssembly {

	private final VaultReads reads;

	private final Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	private final List<ExcludedKeys> excluded = new ArrayList<>();

	private final Map<KeyMapping, KeyVaultException> failures = new LinkedHashMap<>();

	private final Map<Vault, KeyVaultException> unlisted = new LinkedHashMap<>();

	SnapshotAssembly(VaultReads reads) {
		this.reads = reads;
	}

	void add(Declaration declaration) {
		Layer layer = new Layer(declaration);
		declaration.mappings().forEach((mapping) -> add(mapping, layer));
		layer.markWritten();
		declaration.rules()
			.stream()
			.flatMap((rule) -> find(rule, layer).stream())
			.filter((mapping) -> !layer.isWritten(mapping))
			.forEach((mapping) -> add(mapping, layer));
		this.layers.put(declaration.name(), layer.entries());
	}

	private List<KeyMapping> find(ImportRule rule, Layer layer) {
		try {
			return UnexpectedFailureException.guard(rule.vault(), () -> {
				addExcluded(rule);
				this.reads.findDisabled(rule)
					.forEach((mapping) -> this.failures.put(mapping,
							new ObjectDisabledException(mapping.object(), null)));
				return this.reads.find(rule);
			});
		}
		catch (KeyVaultException ex) {
			this.unlisted.put(rule.vault(), ex);
			report(new Subject.Import(layer.name(), rule.vault()), ex);
			return List.of();
		}
	}

	private void addExcluded(ImportRule rule) {
		List<NamedKey> keys = this.reads.findExcluded(rule).stream().map(KeyMapping::key).toList();
		if (!keys.isEmpty()) {
			this.excluded.add(new ExcludedKeys(rule.vault(), keys));
		}
	}

	private void add(KeyMapping mapping, Layer layer) {
		try {
			List<VaultObject> versions = this.reads.read(mapping);
			Map<NamedKey, Entry> read = UnexpectedFailureException.guard(mapping.object(),
					() -> entries(versions, mapping));
			read.forEach((key, entry) -> put(key, entry, layer));
		}
		catch (ObjectNotFoundException | ObjectDisabledException ex) {
			this.failures.put(mapping, ex);
			if (!mapping.reference().optional()) {
				report(mapping.subject(layer.name()), ex);
			}
		}
		catch (KeyVaultException ex) {
			this.failures.put(mapping, ex);
			report(mapping.subject(layer.name()), ex);
		}
	}

	private static Map<NamedKey, Entry> entries(List<VaultObject> versions, KeyMapping mapping) {
		Map<NamedKey, Entry> entries = new LinkedHashMap<>();
		ObjectReference reference = mapping.reference();
		for (int i = 0; i < versions.size(); i++) {
			VaultObject object = versions.get(i);
			NamedKey key = reference.version().key(mapping.key(), i);
			reference.part()
				.extract(object)
				.forEach((member, value) -> entries.put(key.member(member), new Entry(value, object, mapping)));
		}
		return entries;
	}

	private void put(NamedKey key, Entry entry, Layer layer) {
		KeyMapping other = layer.put(key, entry);
		if (other != null) {
			KeyVaultException duplicate = Layer.duplicate(key, other, entry.mapping());
			this.failures.put(other, duplicate);
			this.failures.put(entry.mapping(), duplicate);
			report(new Subject.Key(layer.name(), Layer.shown(key, other, entry.mapping())), duplicate);
		}
	}

	private void report(Subject subject, KeyVaultException failure) {
		this.problems.add(Problem.of(subject, failure));
	}

	LoadResult result() {
		return new LoadResult(new Snapshot(this.layers), this.problems, List.of(), this.excluded, this.failures,
				this.unlisted);
	}

}
