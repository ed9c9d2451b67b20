package dev.keyvault.snapshot;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.ObjectSource;

/**
 * The reads of one load, each started at most once and answered as often as asked. Used
 * by one thread.
 */
final class VaultReads implements AutoCloseable {

	private final ObjectSource source;

	private final int parallelism;

	private final Deadline deadline;

	private final Map<Vault, VaultLane> lanes = new HashMap<>();

	private final Map<PlannedRead, Content> contents = new LinkedHashMap<>();

	private final Map<PlannedRead, PendingRead<VaultObject>> objects = new HashMap<>();

	private final Map<Vault, PendingRead<List<ObjectProperties>>> lists = new HashMap<>();

	VaultReads(ObjectSource source, int parallelism, Deadline deadline) {
		this.source = source;
		this.parallelism = parallelism;
		this.deadline = deadline;
	}

	void prefetch(List<Declaration> declarations) {
		declarations.stream().flatMap((declaration) -> declaration.mappings().stream()).forEach(this::plan);
		declarations.stream().flatMap((declaration) -> declaration.rules().stream()).forEach(this::startList);
		this.contents.keySet().forEach(this::start);
	}

	void prefetch(KeyMapping mapping) {
		plan(mapping);
		start(PlannedRead.of(mapping));
	}

	List<ObjectProperties> list(ImportRule rule) {
		return startList(rule).await();
	}

	VaultObject read(KeyMapping mapping) {
		return start(PlannedRead.of(mapping)).await();
	}

	private void plan(KeyMapping mapping) {
		Content content = mapping.reference().part().content();
		this.contents.merge(PlannedRead.of(mapping), content, (one, other) -> (one == other) ? one : Content.FULL);
	}

	private PendingRead<List<ObjectProperties>> startList(ImportRule rule) {
		return this.lists.computeIfAbsent(rule.vault(),
				(vault) -> lane(vault).start(() -> this.source.secrets(vault, this.deadline)));
	}

	private PendingRead<VaultObject> start(PlannedRead read) {
		Content content = this.contents.getOrDefault(read, Content.FULL);
		return this.objects.computeIfAbsent(read, (planned) -> lane(planned.object().vault())
			.start(() -> planned.version().read(planned.object(), content, this.source, this.deadline)));
	}

	private VaultLane lane(Vault vault) {
		return this.lanes.computeIfAbsent(vault, (key) -> new VaultLane(key, this.parallelism, this.deadline));
	}

	@Override
	public void close() {
		this.lanes.values().forEach(VaultLane::close);
	}

}
