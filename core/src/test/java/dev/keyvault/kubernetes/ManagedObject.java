package dev.keyvault.kubernetes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of an API server, as fields of which each has its managers. Does what the API
 * server documents for server-side apply and for other writes.
 */
final class ManagedObject {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Set<String> MAPS = Set.of("data", "stringData", "labels", "annotations");

	private static final Set<String> UNMANAGED = Set.of("name", "namespace", "uid", "resourceVersion",
			"creationTimestamp", "managedFields", "generation", "deletionTimestamp", "deletionGracePeriodSeconds");

	private final ObjectNode identity;

	private final Map<List<String>, JsonNode> fields;

	private final List<Manager> managers;

	private ManagedObject(ObjectNode identity, Map<List<String>, JsonNode> fields, List<Manager> managers) {
		this.identity = identity;
		this.fields = fields;
		this.managers = managers;
	}

	static ManagedObject empty(ObjectNode identity) {
		return new ManagedObject(identity, emptyFields(), List.of());
	}

	private static Map<List<String>, JsonNode> emptyFields() {
		return new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
	}

	static Map<List<String>, JsonNode> flatten(JsonNode object) {
		Map<List<String>, JsonNode> fields = emptyFields();
		object.properties().forEach((member) -> {
			switch (member.getKey()) {
				case "apiVersion", "kind" -> {
				}
				case "metadata" -> flattenMetadata(member.getValue(), fields);
				default -> flatten(List.of(), member.getKey(), member.getValue(), fields);
			}
		});
		return fields;
	}

	private static void flattenMetadata(JsonNode metadata, Map<List<String>, JsonNode> fields) {
		metadata.properties()
			.stream()
			.filter((member) -> !UNMANAGED.contains(member.getKey()))
			.forEach((member) -> flatten(List.of("metadata"), member.getKey(), member.getValue(), fields));
	}

	private static void flatten(List<String> parent, String name, JsonNode value, Map<List<String>, JsonNode> fields) {
		List<String> path = below(parent, name);
		if (MAPS.contains(name)) {
			value.properties().forEach((entry) -> fields.put(below(path, entry.getKey()), entry.getValue()));
		}
		else if ("ownerReferences".equals(name)) {
			value.forEach((owner) -> fields.put(below(path, owner.get("uid").asString()), owner));
		}
		else if (!value.isNull()) {
			fields.put(path, value);
		}
	}

	private static List<String> below(List<String> parent, String name) {
		return Stream.concat(parent.stream(), Stream.of(name)).toList();
	}

	/**
	 * Return the object with the managers that a write names, as it can.
	 */
	ManagedObject managedBy(JsonNode managedFields) {
		List<Manager> named = new ArrayList<>();
		managedFields.forEach((entry) -> {
			if (entry.has("manager")) {
				named.add(Manager.of(entry));
			}
		});
		return new ManagedObject(this.identity, this.fields, named);
	}

	/**
	 * Return the object with a manager for what has none, if no manager was recorded.
	 */
	ManagedObject beforeFirstApply() {
		if (!this.managers.isEmpty() || this.fields.isEmpty()) {
			return this;
		}
		return new ManagedObject(this.identity, this.fields,
				List.of(new Manager("before-first-apply", false, Set.copyOf(this.fields.keySet()), now())));
	}

	/**
	 * Return the object with what was sent as text among its data, where the API server
	 * puts it without telling who manages that.
	 */
	ManagedObject withStringDataAsData() {
		Map<List<String>, JsonNode> converted = emptyFields();
		converted.putAll(this.fields);
		this.fields.forEach((path, value) -> {
			if ("stringData".equals(path.get(0))) {
				converted.remove(path);
				converted.put(List.of("data", path.get(1)), JSON.getNodeFactory()
					.stringNode(Base64.getEncoder().encodeToString(value.asString().getBytes())));
			}
		});
		return new ManagedObject(this.identity, converted, this.managers);
	}

	/**
	 * Let a manager have exactly the given fields.
	 */
	ManagedObject apply(String manager, Map<List<String>, JsonNode> applied, boolean force, Runnable conflict) {
		Manager own = find(manager, true);
		Map<List<String>, JsonNode> next = emptyFields();
		next.putAll(this.fields);
		next.putAll(applied);
		List<Manager> others = this.managers.stream().filter((other) -> !other.equals(own)).toList();
		Set<List<String>> contested = new HashSet<>(applied.keySet());
		contested.removeIf((path) -> Objects.equals(this.fields.get(path), applied.get(path)));
		if (!force && !conflicts(manager, applied).isEmpty()) {
			conflict.run();
		}
		own.paths()
			.stream()
			.filter((path) -> !applied.containsKey(path))
			.filter((path) -> isFree(path, others))
			.forEach(next::remove);
		List<Manager> nextManagers = new ArrayList<>(others.stream().map((other) -> other.without(contested)).toList());
		boolean same = own.paths().equals(applied.keySet()) && next.equals(this.fields);
		nextManagers.add(new Manager(manager, true, Set.copyOf(applied.keySet()), same ? own.time() : now()));
		return new ManagedObject(this.identity, next, nextManagers);
	}

	List<Map<String, String>> conflicts(String manager, Map<List<String>, JsonNode> applied) {
		List<Map<String, String>> conflicts = new ArrayList<>();
		applied.forEach((path, value) -> this.managers.stream()
			.filter((other) -> !other.equals(find(manager, true)) && other.paths().contains(path))
			.filter((other) -> !value.equals(this.fields.get(path)))
			.forEach((other) -> conflicts.add(Map.of("reason", "FieldManagerConflict", "field",
					"." + String.join(".", path), "message", "conflict with " + other.words()))));
		return conflicts;
	}

	private static boolean isFree(List<String> path, List<Manager> others) {
		return others.stream().noneMatch((other) -> other.paths().contains(path));
	}

	/**
	 * Let a manager write all fields, which makes it the only one of those that change.
	 */
	ManagedObject update(String manager, Map<List<String>, JsonNode> written) {
		if (this.managers.isEmpty() && !this.fields.isEmpty()) {
			return new ManagedObject(this.identity, written, List.of());
		}
		Set<List<String>> changed = new HashSet<>();
		written.forEach((path, value) -> {
			if (!value.equals(this.fields.get(path))) {
				changed.add(path);
			}
		});
		Set<List<String>> gone = new HashSet<>(this.fields.keySet());
		gone.removeAll(written.keySet());
		Set<List<String>> taken = new HashSet<>(changed);
		taken.addAll(gone);
		Manager own = find(manager, false);
		Set<List<String>> paths = new HashSet<>(own.without(gone).paths());
		paths.addAll(changed);
		List<Manager> next = new ArrayList<>(this.managers.stream()
			.filter((other) -> !other.equals(own))
			.map((other) -> other.without(taken))
			.toList());
		boolean same = own.paths().equals(paths) && taken.isEmpty();
		next.add(same ? own : new Manager(manager, false, paths, now()));
		return new ManagedObject(this.identity, written, next);
	}

	private Manager find(String name, boolean applies) {
		return this.managers.stream()
			.filter((manager) -> manager.name().equals(name) && manager.applies() == applies)
			.findFirst()
			.orElseGet(() -> new Manager(name, applies, Set.of(), now()));
	}

	private static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS);
	}

	boolean isSame(ManagedObject other) {
		return this.fields.equals(other.fields) && Set.copyOf(withPaths()).equals(Set.copyOf(other.withPaths()));
	}

	private List<Manager> withPaths() {
		return this.managers.stream().filter((manager) -> !manager.paths().isEmpty()).toList();
	}

	JsonNode field(String... path) {
		return this.fields.get(List.of(path));
	}

	boolean hasSameData(ManagedObject other) {
		return data().equals(other.data());
	}

	private Map<List<String>, JsonNode> data() {
		Map<List<String>, JsonNode> data = emptyFields();
		this.fields.forEach((path, value) -> {
			if ("data".equals(path.get(0)) || "immutable".equals(path.get(0))) {
				data.put(path, value);
			}
		});
		return data;
	}

	/**
	 * Write the object as an API server does.
	 */
	ObjectNode json(long resourceVersion) {
		ObjectNode object = this.identity.deepCopy();
		ObjectNode metadata = (ObjectNode) object.get("metadata");
		metadata.put("resourceVersion", String.valueOf(resourceVersion));
		this.fields.forEach((path, value) -> put(object, path, value));
		ArrayNode managedFields = metadata.putArray("managedFields");
		withPaths().forEach((manager) -> managedFields.add(manager.json()));
		return object;
	}

	private static void put(ObjectNode object, List<String> path, JsonNode value) {
		ObjectNode parent = object;
		for (String name : path.subList(0, path.size() - 1)) {
			if ("ownerReferences".equals(name)) {
				parent.withArray(name).add(value);
				return;
			}
			parent = parent.withObject("/" + name);
		}
		parent.set(path.get(path.size() - 1), value);
	}

	/**
	 * A field manager.
	 *
	 * @param name its name
	 * @param applies whether it uses server-side apply
	 * @param paths what it manages
	 * @param time when it last wrote
	 */
	private record Manager(String name, boolean applies, Set<List<String>> paths, Instant time) {

		static Manager of(JsonNode entry) {
			Set<List<String>> paths = new HashSet<>();
			collect(List.of(), entry.path("fieldsV1"), paths);
			return new Manager(entry.path("manager").asString(), "Apply".equals(entry.path("operation").asString()),
					paths, entry.has("time") ? Instant.parse(entry.path("time").asString()) : now());
		}

		private static void collect(List<String> parent, JsonNode fields, Set<List<String>> paths) {
			fields.properties().forEach((field) -> {
				String name = field.getKey();
				if (name.startsWith("k:")) {
					paths.add(below(parent, JSON.readTree(name.substring(2)).path("uid").asString()));
				}
				else if (name.startsWith("f:") && field.getValue().isEmpty()) {
					paths.add(below(parent, name.substring(2)));
				}
				else if (name.startsWith("f:")) {
					collect(below(parent, name.substring(2)), field.getValue(), paths);
				}
			});
		}

		Manager without(Set<List<String>> taken) {
			Set<List<String>> left = new HashSet<>(this.paths);
			left.removeAll(taken);
			return new Manager(this.name, this.applies, left, this.time);
		}

		String words() {
			return "\"" + this.name + "\"" + (this.applies ? "" : " using v1 at " + this.time);
		}

		ObjectNode json() {
			ObjectNode entry = JSON.createObjectNode()
				.put("manager", this.name)
				.put("operation", this.applies ? "Apply" : "Update")
				.put("apiVersion", "v1")
				.put("time", this.time.toString())
				.put("fieldsType", "FieldsV1");
			ObjectNode fields = entry.putObject("fieldsV1");
			this.paths.forEach((path) -> add(fields, path));
			return entry;
		}

		private void add(ObjectNode fields, List<String> path) {
			ObjectNode current = fields;
			boolean owners = path.contains("ownerReferences");
			for (int i = 0; i < path.size(); i++) {
				boolean key = owners && i == path.size() - 1;
				String name = key ? "k:{\"uid\":\"" + path.get(i) + "\"}" : "f:" + path.get(i);
				current = current.has(name) ? (ObjectNode) current.get(name) : current.putObject(name);
				if (!this.applies && i < path.size() - 1 && !"metadata".equals(path.get(i))) {
					current.putObject(".");
				}
			}
		}

	}

}
