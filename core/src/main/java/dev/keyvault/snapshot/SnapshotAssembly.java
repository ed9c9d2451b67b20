package dev.keyvault.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.UnexpectedFailureException;

/**
 * Puts what was read under its keys, and collects what went wrong.
 */
final class SnapshotAssembly {

	private final VaultReads reads;

	private final ObjectInspection inspection;

	private final Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	private final Set<String> warnings = new LinkedHashSet<>();

	private final List<ExcludedKeys> excluded = new ArrayList<>();

	private final Map<KeyMapping, KeyVaultException> failures = new LinkedHashMap<>();

	private final Map<Vault, KeyVaultException> unlisted = new LinkedHashMap<>();

	SnapshotAssembly(VaultReads reads, Instant now) {
		this.reads = reads;
		this.inspection = new ObjectInspection(now);
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
				warnOfExcluded(rule);
				this.reads.findDisabled(rule)
					.forEach((mapping) -> this.failures.put(mapping,
							new ObjectDisabledException(mapping.object(), null)));
				return this.reads.find(rule);
			});
		}
		catch (KeyVaultException ex) {
			this.unlisted.put(rule.vault(), ex);
			report(layer, "import-all of vault '%s'".formatted(rule.vault().name()), ex);
			return List.of();
		}
	}

	private void warnOfExcluded(ImportRule rule) {
		List<NamedKey> keys = this.reads.findExcluded(rule).stream().map(KeyMapping::key).toList();
		if (!keys.isEmpty()) {
			ExcludedKeys found = new ExcludedKeys(rule.vault(), keys);
			this.excluded.add(found);
			this.warnings.add(found.warning());
		}
	}

	private void add(KeyMapping mapping, Layer layer) {
		try {
			VaultObject object = this.reads.read(mapping);
			Map<NamedKey, SensitiveValue> values = UnexpectedFailureException.guard(mapping.object(),
					() -> values(object, mapping));
			values.forEach((key, value) -> put(key, new Entry(value, object, mapping), layer));
		}
		catch (ObjectNotFoundException | ObjectDisabledException ex) {
			this.failures.put(mapping, ex);
			if (!mapping.reference().optional()) {
				report(layer, mapping.toString(), ex);
			}
		}
		catch (KeyVaultException ex) {
			this.failures.put(mapping, ex);
			report(layer, mapping.toString(), ex);
		}
	}

	private Map<NamedKey, SensitiveValue> values(VaultObject object, KeyMapping mapping) {
		Map<NamedKey, SensitiveValue> values = new LinkedHashMap<>();
		mapping.reference()
			.part()
			.extract(object)
			.forEach((member, value) -> values.put(mapping.key().member(member), value));
		this.warnings.addAll(this.inspection.inspect(object, mapping));
		return values;
	}

	private void put(NamedKey key, Entry entry, Layer layer) {
		KeyMapping other = layer.put(key, entry);
		if (other != null) {
			KeyVaultException duplicate = Layer.duplicate(key, other, entry.mapping());
			this.failures.put(other, duplicate);
			this.failures.put(entry.mapping(), duplicate);
			report(layer, Layer.shown(key, other, entry.mapping()), duplicate);
		}
	}

	private void report(Layer layer, String subject, KeyVaultException failure) {
		this.problems.add(new Problem(layer.name(), subject, failure.reason(), failure.action(),
				failure.reach() == Reach.OUTAGE));
	}

	LoadResult result() {
		return new LoadResult(new Snapshot(this.layers), this.problems, List.copyOf(this.warnings), this.excluded,
				this.failures, this.unlisted);
	}

}
