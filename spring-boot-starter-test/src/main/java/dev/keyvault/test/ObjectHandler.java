package dev.keyvault.test;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Reads, lists and writes the objects of a vault.
 */
final class ObjectHandler implements RequestHandler {

	private final ObjectStore store;

	ObjectHandler(ObjectStore store) {
		this.store = store;
	}

	@Override
	public ResponseDefinition handle(VaultRequest call) {
		ObjectType type = ObjectType.ofCollection(call.segment(0)).orElseThrow();
		requireSound(call);
		return switch (Operation.of(call)) {
			case GET -> get(call, type);
			case LIST -> (call.segments().size() == 1) ? list(call, type) : versions(call, type);
			case SET -> set(call);
		};
	}

	private static void requireSound(VaultRequest call) {
		if (!call.query().containsKey("api-version")) {
			throw VaultError.badParameter("The api-version query parameter is required.").asException();
		}
		if (!call.method().equals("GET") && !(call.method().equals("PUT") && call.segment(0).equals("secrets"))) {
			throw new VaultError(405, "MethodNotAllowed",
					"The method %s is not allowed on %s.".formatted(call.method(), call.path()), null)
				.asException();
		}
		if (call.segments().size() > 1 && !ObjectAddress.isValidName(call.segment(1))) {
			throw VaultError.badParameter("The request URI contains an invalid name: " + call.segment(1)).asException();
		}
	}

	private ResponseDefinition get(VaultRequest call, ObjectType type) {
		String name = call.segment(1);
		String version = call.segment(2);
		StoredVersion found = (version.isEmpty() ? this.store.latest(type, name)
				: this.store.version(type, name, version))
			.orElseThrow(
					() -> VaultError.notFound(type, version.isEmpty() ? name : name + "/" + version).asException());
		if (type == ObjectType.SECRET && !found.attributes().enabled()) {
			throw VaultError.disabled(type).asException();
		}
		return JsonResponse.ok(inRequestedForm(call, found).bundle());
	}

	private static StoredVersion inRequestedForm(VaultRequest call, StoredVersion found) {
		if (found.content() instanceof Content.ManagedSecret managed) {
			return CertificateFormat.ofContentType(call.query().get("outContentType"))
				.map((format) -> found.showing(managed.in(format)))
				.orElse(found);
		}
		return found;
	}

	private ResponseDefinition list(VaultRequest call, ObjectType type) {
		NavigableMap<String, Map<String, Object>> items = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		this.store.list(type).forEach((version) -> items.put(version.address().name(), version.item()));
		return Page.of(call, this.store.vault(), items).response();
	}

	private ResponseDefinition versions(VaultRequest call, ObjectType type) {
		NavigableMap<String, Map<String, Object>> items = new TreeMap<>();
		this.store.versions(type, call.segment(1))
			.forEach((version) -> items.put(version.address().version(), version.versionItem()));
		if (items.isEmpty()) {
			throw VaultError.notFound(type, call.segment(1)).asException();
		}
		return Page.of(call, this.store.vault(), items).response();
	}

	private ResponseDefinition set(VaultRequest call) {
		EmbeddedSecret secret = SecretRequest.parse(call);
		this.store.put(secret);
		return JsonResponse.ok(this.store.latest(ObjectType.SECRET, secret.name()).orElseThrow().bundle());
	}

}
