package dev.keyvault.snapshot;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.ObjectSelection;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.UnexpectedFailureException;

/**
 * The reads of one load, each started at most once and answered as often as asked. What
 * rules find in a vault is read from the moment that this vault is listed, however long
 * another one takes. Used by one thread.
 */
final class VaultReads implements AutoCloseable {

	private final ObjectSource source;

	private final Function<Vault, VaultReadQueue> newQueue;

	private final Deadline deadline;

	private final Map<ObjectSelection, Content> contents = new LinkedHashMap<>();

	private final Map<Vault, VaultReadQueue> queues = new ConcurrentHashMap<>();

	private final Map<ObjectSelection, PendingRead<List<VaultObject>>> objects = new ConcurrentHashMap<>();

	private final Map<Vault, PendingRead<List<ObjectProperties>>> lists = new HashMap<>();

	VaultReads(ObjectSource source, Function<Vault, VaultReadQueue> newQueue, Deadline deadline) {
		this.source = new SharedVersions(source);
		this.newQueue = newQueue;
		this.deadline = deadline;
	}

	void prefetch(List<Declaration> declarations) {
		declarations.stream().flatMap((declaration) -> declaration.mappings().stream()).forEach(this::plan);
		declarations.stream()
			.flatMap((declaration) -> declaration.rules().stream())
			.collect(Collectors.groupingBy(ImportRule::vault))
			.forEach(this::startList);
		this.contents.keySet().forEach(this::start);
	}

	private void plan(KeyMapping mapping) {
		Content content = mapping.reference().part().content();
		this.contents.merge(mapping.selection(), content, (one, other) -> (one == other) ? one : Content.FULL);
	}

	private void startList(Vault vault, List<ImportRule> rules) {
		this.lists.put(vault, queue(vault).start(() -> {
			List<ObjectProperties> secrets = this.source.list(vault, ObjectKind.SECRET, this.deadline);
			rules.stream().flatMap((rule) -> find(rule, secrets)).map(KeyMapping::selection).forEach(this::start);
			return secrets;
		}));
	}

	private static Stream<KeyMapping> find(ImportRule rule, List<ObjectProperties> secrets) {
		return secrets.stream().filter(rule::matches).map(rule::map);
	}

	private PendingRead<List<VaultObject>> start(ObjectSelection read) {
		Content content = this.contents.getOrDefault(read, Content.FULL);
		return this.objects.computeIfAbsent(read,
				(planned) -> queue(planned.object().vault())
					.start(() -> UnexpectedFailureException.guard(planned.object(),
							() -> planned.version().read(planned.object(), content, this.source, this.deadline))));
	}

	private VaultReadQueue queue(Vault vault) {
		return this.queues.computeIfAbsent(vault, this.newQueue);
	}

	List<KeyMapping> find(ImportRule rule) {
		return find(rule, listed(rule)).toList();
	}

	List<KeyMapping> findDisabled(ImportRule rule) {
		return listed(rule).stream().filter(rule::matchesButDisabled).map(rule::map).toList();
	}

	List<KeyMapping> findExcluded(ImportRule rule) {
		return listed(rule).stream().filter(rule::excludes).map(rule::map).toList();
	}

	private List<ObjectProperties> listed(ImportRule rule) {
		return Objects.requireNonNull(this.lists.get(rule.vault())).await();
	}

	List<VaultObject> read(KeyMapping mapping) {
		return start(mapping.selection()).await();
	}

	@Override
	public void close() {
		this.queues.values().forEach(VaultReadQueue::close);
	}

}
