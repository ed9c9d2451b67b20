package dev.keyvault.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.snapshot.Snapshot;

/**
 * The entry {@code .dockerconfigjson}, made of the three things that logging in to a
 * registry takes.
 *
 * @param registry the key of the registry's host name, such as {@code shop.azurecr.io}
 * @param user the key of the user name
 * @param password the key of the password
 */
public record RegistryEntry(DeclaredKey registry, DeclaredKey user, DeclaredKey password) implements EntrySource {

	static final String NAME = ".dockerconfigjson";

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	public List<SecretEntry> entries(Snapshot snapshot, SecretId id) {
		List<Snapshot.Entry> parts = Stream.of(this.registry, this.user, this.password)
			.map((key) -> key.read(snapshot, id))
			.toList();
		List<String> texts = parts.stream().map((part) -> part.value().reveal()).toList();
		SensitiveValue login = login(texts.get(0), texts.get(1), texts.get(2));
		return List.of(new SecretEntry(NAME, login, parts.stream().map(EntryOrigin::of).toList()));
	}

	@Override
	public List<DeclaredKey> keys() {
		return List.of(this.registry, this.user, this.password);
	}

	@Override
	public Snapshot.@Nullable Entry recover(DeclaredKey wanted, KeyMapping mapping, StoredSecret stored) {
		StoredEntry entry = stored.find(NAME);
		List<String> login = (entry != null) ? logins(entry.text()) : List.of();
		int place = keys().indexOf(wanted);
		return (entry != null && !login.isEmpty())
				? stored.entry(entry.origin(place, 3), mapping, SensitiveValue.of(login.get(place))) : null;
	}

	private static List<String> logins(String config) {
		try {
			return JSON.readTree(config)
				.path("auths")
				.propertyStream()
				.findFirst()
				.map((registry) -> List.of(registry.getKey(), registry.getValue().path("username").asText(),
						registry.getValue().path("password").asText()))
				.orElseGet(List::of);
		}
		catch (JacksonException ex) {
			return List.of();
		}
	}

	private static SensitiveValue login(String registry, String user, String password) {
		byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		ObjectNode config = JSON.createObjectNode();
		config.putObject("auths")
			.putObject(registry)
			.put("username", user)
			.put("password", password)
			.put("auth", Base64.getEncoder().encodeToString(pair));
		return SensitiveValue.of(config.toString());
	}

}
