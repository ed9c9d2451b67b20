package dev.keyvault.rotation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectSelection;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * Makes the next snapshot out of the one in force and what a poll has found. A key keeps
 * its entry where the poll found no better one: its vault was not polled or failed, its
 * object could not be read or is not what it was, or the list that it comes from could
 * not be had. All keys of one version of an object change together or not at all. Used
 * once.
 */
final class SnapshotMerger {

	private final List<Declaration> declarations;

	private final Snapshot held;

	private final LoadResult found;

	private final Set<Vault> vaults;

	private final Set<ObjectSelection> failed = new HashSet<>();

	private final Set<KeyMapping> written = new HashSet<>();

	SnapshotMerger(List<Declaration> declarations, Snapshot held, LoadResult found, Set<Vault> vaults) {
		this.declarations = declarations;
		this.held = held;
		this.found = found;
		this.vaults = vaults;
		found.failures().keySet().forEach((mapping) -> this.failed.add(mapping.selection()));
		declarations.forEach((declaration) -> this.written.addAll(declaration.mappings()));
	}

	/**
	 * Return the next snapshot.
	 * @return the snapshot; the one in force itself if nothing differs
	 */
	Snapshot next() {
		Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();
		this.declarations.forEach((declaration) -> layers.put(declaration.name(), layer(declaration.name())));
		Snapshot next = new Snapshot(layers);
		return next.equals(this.held) ? this.held : next;
	}

	private Map<NamedKey, Entry> layer(String name) {
		Map<NamedKey, Entry> next = new LinkedHashMap<>();
		Map<NamedKey, Entry> fresh = this.found.snapshot().layer(name);
		this.held.layer(name).forEach((key, entry) -> put(key, successor(entry, fresh.get(key)), next));
		fresh.forEach((key, entry) -> {
			if (!this.held.layer(name).containsKey(key)) {
				put(key, newcomer(entry), next);
			}
		});
		return next;
	}

	private static void put(NamedKey key, @Nullable Entry entry, Map<NamedKey, Entry> layer) {
		if (entry != null) {
			layer.put(key, entry);
		}
	}

	private @Nullable Entry successor(Entry entry, @Nullable Entry fresh) {
		if (isKept(entry.mapping()) || (fresh != null && isFailed(fresh))) {
			return entry;
		}
		return (fresh != null) ? renewed(entry, fresh) : null;
	}

	private static Entry renewed(Entry entry, Entry fresh) {
		boolean same = entry.fallback() == null && fresh.origin().equals(entry.origin());
		return same ? new Entry(entry.value(), fresh.object(), fresh.mapping()) : fresh;
	}

	private boolean isKept(KeyMapping mapping) {
		return !this.vaults.contains(mapping.vault()) || this.failed.contains(mapping.selection())
				|| (this.found.unlisted().containsKey(mapping.vault()) && !this.written.contains(mapping));
	}

	private @Nullable Entry newcomer(Entry fresh) {
		return isFailed(fresh) ? null : fresh;
	}

	private boolean isFailed(Entry entry) {
		return this.failed.contains(entry.mapping().selection());
	}

}
