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
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;

/**
 * Puts what was read under its keys, and collects what went wrong.
 */
final class SnapshotAssembly {

	private final VaultReads reads;

	private final ObjectInspection inspection;

	private final Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	private final Set<String> warnings = new LinkedHashSet<>();

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
			return this.reads.find(rule);
		}
		catch (KeyVaultException ex) {
			report(layer, "import-all of vault '%s'".formatted(rule.vault().name()), ex);
			return List.of();
		}
	}

	private void add(KeyMapping mapping, Layer layer) {
		try {
			VaultObject object = this.reads.read(mapping);
			Map<String, SensitiveValue> values = mapping.reference().part().extract(object);
			values.forEach((member, value) -> layer.put(mapping, mapping.key().member(member),
					new Entry(value, object.id()), this.problems));
			this.warnings.addAll(this.inspection.inspect(object, mapping));
		}
		catch (ObjectNotFoundException | ObjectDisabledException ex) {
			if (!mapping.reference().optional()) {
				report(layer, mapping.toString(), ex);
			}
		}
		catch (KeyVaultException ex) {
			report(layer, mapping.toString(), ex);
		}
	}

	private void report(Layer layer, String subject, KeyVaultException failure) {
		this.problems.add(new Problem(layer.name(), subject, failure.reason(), failure.action(),
				failure.reach() == Reach.OUTAGE));
	}

	LoadResult result() {
		return new LoadResult(new Snapshot(this.layers), this.problems, List.copyOf(this.warnings));
	}

}
