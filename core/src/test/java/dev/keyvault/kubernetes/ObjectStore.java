package dev.keyvault.kubernetes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import io.fabric8.zjsonpatch.JsonPatch;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of an API server, with the versions and events that changes make.
 */
final class ObjectStore {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

	private final Map<String, Stored> objects = new TreeMap<>();

	private final List<ObjectEvent> events = new ArrayList<>();

	private final List<WatchStream> watches = new CopyOnWriteArrayList<>();

	private final Set<String> namespaces = ConcurrentHashMap.newKeySet();

	private final Set<String> ending = new HashSet<>();

	private long version = 100;

	private long oldest = 0;

	void addNamespace(String namespace) {
		this.namespaces.add(namespace);
	}

	synchronized JsonNode get(ApiRequest request) {
		Stored stored = this.objects.get(key(request));
		if (stored == null) {
			throw ApiProblem.notFound(request);
		}
		return stored.json();
	}

	synchronized boolean exists(ApiRequest request) {
		return this.objects.containsKey(key(request));
	}

	synchronized JsonNode list(ApiRequest request) {
		ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
		list.putObject("metadata").put("resourceVersion", String.valueOf(this.version));
		this.objects.forEach((key, stored) -> {
			if (key.startsWith(prefix(request)) && Selector.of(request).matches(stored.json())) {
				list.withArray("items").add(stored.json());
			}
		});
		list.withArray("items");
		return list;
	}

	synchronized JsonNode create(ApiRequest request) {
		ObjectNode body = parse(request);
		String name = body.get("metadata").get("name").asString();
		ApiRequest named = new ApiRequest(request.method(), request.resource(), request.namespace(), name,
				request.query(), request.contentType(), request.agent(), request.body());
		if (exists(named)) {
			throw ApiProblem.of(409, "AlreadyExists", "%s \"%s\" already exists".formatted(request.resource(), name));
		}
		return store(named, identified(named, body).update(request.manager(), withDefaults(named, body)));
	}

	synchronized JsonNode apply(ApiRequest request) {
		ObjectNode body = parse(request);
		Map<List<String>, JsonNode> applied = ManagedObject.flatten(body);
		ManagedObject before = (exists(request) ? current(request, body) : identified(request, body))
			.beforeFirstApply();
		ManagedObject after = before.apply(request.manager(), applied, "true".equals(request.query().get("force")),
				() -> {
					List<Map<String, String>> conflicts = before.conflicts(request.manager(), applied);
					throw new ApiProblem(409, "Conflict", "Apply failed with %d conflicts".formatted(conflicts.size()),
							conflicts);
				});
		return store(request, after.withStringDataAsData());
	}

	synchronized JsonNode replace(ApiRequest request) {
		ObjectNode body = parse(request);
		get(request);
		return store(request, current(request, body).update(request.manager(), withDefaults(request, body)));
	}

	synchronized JsonNode patch(ApiRequest request) {
		ObjectNode current = (ObjectNode) get(request).deepCopy();
		JsonNode patch = JSON.readTree(request.body());
		JsonNode patched = request.contentType().startsWith("application/json-patch") ? JsonPatch.apply(patch, current)
				: merge(current, patch);
		JsonNode managers = patched.path("metadata").path("managedFields");
		ManagedObject before = current(request, patched);
		ManagedObject managed = managers.equals(current.path("metadata").path("managedFields")) ? before
				: before.managedBy(managers);
		return store(request, managed.update(request.manager(), withDefaults(request, (ObjectNode) patched)));
	}

	private static JsonNode merge(JsonNode target, JsonNode patch) {
		if (!patch.isObject()) {
			return patch;
		}
		ObjectNode merged = target.isObject() ? ((ObjectNode) target).deepCopy() : JSON.createObjectNode();
		patch.properties().forEach((member) -> {
			if (member.getValue().isNull()) {
				merged.remove(member.getKey());
			}
			else {
				merged.set(member.getKey(), merge(merged.path(member.getKey()), member.getValue()));
			}
		});
		return merged;
	}

	synchronized JsonNode delete(ApiRequest request) {
		JsonNode current = get(request);
		String wanted = request.body().isEmpty() ? ""
				: JSON.readTree(request.body()).path("preconditions").path("resourceVersion").asString("");
		if (!wanted.isEmpty() && !wanted.equals(version(current))) {
			throw ApiProblem.stale(request);
		}
		if (!current.path("metadata").path("finalizers").isEmpty()) {
			this.ending.add(key(request));
			this.version++;
			Stored held = this.objects.get(key(request));
			return keep(request, "MODIFIED", held.object());
		}
		return remove(request, current);
	}

	private JsonNode remove(ApiRequest request, JsonNode current) {
		this.objects.remove(key(request));
		this.ending.remove(key(request));
		this.version++;
		ObjectNode last = (ObjectNode) current.deepCopy();
		((ObjectNode) last.get("metadata")).put("resourceVersion", String.valueOf(this.version));
		publish(new ObjectEvent("DELETED", key(request), this.version, last));
		return last;
	}

	private ObjectNode parse(ApiRequest request) {
		if (!this.namespaces.contains(request.namespace())) {
			throw ApiProblem.of(404, "NotFound", "namespaces \"%s\" not found".formatted(request.namespace()));
		}
		return (ObjectNode) JSON.readTree(request.body());
	}

	private ManagedObject current(ApiRequest request, JsonNode body) {
		String wanted = body.path("metadata").path("resourceVersion").asString("");
		Stored stored = this.objects.get(key(request));
		if (!wanted.isEmpty() && !wanted.equals(String.valueOf(stored.version()))) {
			throw ApiProblem.stale(request);
		}
		return stored.object();
	}

	private ManagedObject identified(ApiRequest request, ObjectNode body) {
		ObjectNode identity = JSON.createObjectNode()
			.put("apiVersion", body.get("apiVersion").asString())
			.put("kind", body.get("kind").asString());
		identity.putObject("metadata")
			.put("name", request.name())
			.put("namespace", request.namespace())
			.put("uid", UUID.randomUUID().toString())
			.put("creationTimestamp", Instant.now().toString());
		return ManagedObject.empty(identity);
	}

	private static Map<List<String>, JsonNode> withDefaults(ApiRequest request, ObjectNode body) {
		if ("secrets".equals(request.resource()) && !body.has("type")) {
			body.put("type", "Opaque");
		}
		return ManagedObject.flatten(body);
	}

	private JsonNode store(ApiRequest request, ManagedObject after) {
		Stored before = this.objects.get(key(request));
		if (before != null && before.object().isSame(after)) {
			return before.json();
		}
		validate(request, before, after);
		this.version++;
		JsonNode kept = keep(request, (before != null) ? "MODIFIED" : "ADDED", after);
		return (this.ending.contains(key(request)) && kept.path("metadata").path("finalizers").isEmpty())
				? remove(request, kept) : kept;
	}

	private JsonNode keep(ApiRequest request, String event, ManagedObject after) {
		ObjectNode json = after.json(this.version);
		if (this.ending.contains(key(request))) {
			((ObjectNode) json.get("metadata")).put("deletionTimestamp", Instant.now().toString());
		}
		this.objects.put(key(request), new Stored(after, this.version, json));
		publish(new ObjectEvent(event, key(request), this.version, json));
		return json;
	}

	private static void validate(ApiRequest request, Stored before, ManagedObject after) {
		after.json(0).path("metadata").path("labels").properties().forEach((label) -> {
			if (!LABEL_VALUE.matcher(label.getValue().asString()).matches()) {
				throw ApiProblem.invalid(request, "metadata.labels", "FieldValueInvalid",
						"Invalid value: \"" + label.getValue().asString() + "\": a valid label must be alphanumeric");
			}
		});
		if (!"secrets".equals(request.resource())) {
			return;
		}
		if ("kubernetes.io/dockerconfigjson".equals(after.field("type").asString())) {
			requireJson(request, after.field("data", ".dockerconfigjson"));
		}
		if (before == null) {
			return;
		}
		if (before.object().field("immutable") != null && !before.object().hasSameData(after)) {
			throw ApiProblem.invalid(request, "data", "FieldValueForbidden",
					"Forbidden: field is immutable when `immutable` is set");
		}
		if (!before.object().field("type").equals(after.field("type"))) {
			throw ApiProblem.invalid(request, "type", "FieldValueInvalid", "Invalid value: field is immutable");
		}
	}

	private static void requireJson(ApiRequest request, JsonNode encoded) {
		try {
			JSON.readTree(Base64.getDecoder().decode(encoded.asString()));
		}
		catch (JacksonException ex) {
			throw ApiProblem.invalid(request, "data[.dockerconfigjson]", "FieldValueInvalid",
					"Invalid value: \"<secret contents redacted>\": invalid character 'e' looking for beginning of value");
		}
	}

	private void publish(ObjectEvent event) {
		this.events.add(event);
		this.watches.forEach((watch) -> watch.send(event));
	}

	/**
	 * Let a watch see what happened since its version and what happens from now on.
	 */
	synchronized void open(WatchStream watch, long since) {
		if (since < this.oldest) {
			watch.fail(ApiProblem.gone());
			return;
		}
		this.events.stream().filter((event) -> event.version() > since).forEach(watch::send);
		this.watches.add(watch);
	}

	void close(WatchStream watch) {
		this.watches.remove(watch);
	}

	/**
	 * Forget all earlier versions and end the watches, as etcd's compaction does.
	 */
	synchronized void compact() {
		this.version++;
		this.oldest = this.version;
		this.events.clear();
		this.watches.forEach((watch) -> watch.fail(ApiProblem.gone()));
		this.watches.clear();
	}

	synchronized int watchCount() {
		return this.watches.size();
	}

	private static String version(JsonNode object) {
		return object.path("metadata").path("resourceVersion").asString();
	}

	private static String prefix(ApiRequest request) {
		return request.resource() + "/" + request.namespace() + "/";
	}

	private static String key(ApiRequest request) {
		return prefix(request) + request.name();
	}

	/**
	 * An object at a version.
	 *
	 * @param object the object
	 * @param version the version
	 * @param json the object as it is answered
	 */
	private record Stored(ManagedObject object, long version, ObjectNode json) {

	}

}
