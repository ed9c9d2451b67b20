package dev.keyvault.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.JsonObject;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.source.VaultUnreachableException;

/**
 * Asks a vault for what it holds. Thread-safe.
 *
 * @param pipeline sends requests
 */
record RestReader(HttpPipeline pipeline) {

	private static final String VERSION = "?api-version=7.4";

	JsonObject get(ObjectId id, VaultCall call) {
		return get(id + VERSION, call);
	}

	List<ObjectProperties> versions(ObjectId id, VaultCall call) {
		return list(id.latest() + "/versions" + VERSION, id.kind(), call);
	}

	List<ObjectProperties> list(Vault vault, ObjectKind kind, VaultCall call) {
		return list(vault.endpoint() + "/" + kind.path() + VERSION, kind, call);
	}

	private List<ObjectProperties> list(String first, ObjectKind kind, VaultCall call) {
		List<ObjectProperties> found = new ArrayList<>();
		PageLinks links = new PageLinks(call.vault(), first);
		for (String link = first; link != null;) {
			JsonObject page = get(link, call);
			page.objects("value")
				.stream()
				.map((item) -> properties(call.vault(), kind, item))
				.filter(Objects::nonNull)
				.forEach(found::add);
			links.requireLength(found.size());
			link = links.next(page.text("nextLink"));
		}
		return found;
	}

	private JsonObject get(String address, VaultCall call) {
		JsonObject body = JsonObject
			.find(this.pipeline.sendSync(new HttpRequest(HttpMethod.GET, address), call.context()));
		if (body == null) {
			throw new VaultUnreachableException(call.vault(),
					"Vault %s answered with something that is not JSON.".formatted(call.vault()),
					"Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
					null);
		}
		return body;
	}

	private static @Nullable ObjectProperties properties(Vault vault, ObjectKind kind, JsonObject item) {
		String identifier = (item.text("kid") != null) ? item.text("kid") : item.text("id");
		ObjectId id = Identifiers.find(vault, kind, identifier);
		return (id != null) ? new ObjectProperties(id, new Attributes(item.object("attributes")).read(), tags(item),
				item.isTrue("managed", false)) : null;
	}

	private static Map<String, String> tags(JsonObject item) {
		return item.object("tags")
			.members()
			.entrySet()
			.stream()
			.filter((tag) -> tag.getValue() instanceof String)
			.collect(Collectors.toMap(Map.Entry::getKey, (tag) -> (String) tag.getValue()));
	}

}
