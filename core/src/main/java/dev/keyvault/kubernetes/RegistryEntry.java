package dev.keyvault.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.Origins.EntryOrigin;
import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
import dev.keyvault.kubernetes.StoredSecret.StoredEntry;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.snapshot.Snapshot;

/**
 * The entry {@code .dockerconfigjson}, made of the three things that logging in to each
 * registry takes.
 *
 * @param logins the registries, one at least
 */
@Internal
public record RegistryEntry(List<Login> logins) implements EntrySource {

	static final String NAME = ".dockerconfigjson";

	private static final int KEYS = 3;

	private static final JsonMapper JSON = new JsonMapper();

	public RegistryEntry {
		logins = List.copyOf(logins);
		if (logins.isEmpty()) {
			throw new IllegalArgumentException("A Docker configuration needs a registry");
		}
	}

	/**
	 * Create the entry for one registry.
	 * @param registry the key of the registry's host name, such as
	 * {@code shop.azurecr.io}
	 * @param user the key of the user name
	 * @param password the key of the password
	 */
	public RegistryEntry(DeclaredKey registry, DeclaredKey user, DeclaredKey password) {
		this(List.of(new Login(registry, user, password)));
	}

	@Override
	public List<SecretEntry> entries(Snapshot snapshot, SecretId id) {
		ObjectNode config = JSON.createObjectNode();
		ObjectNode auths = config.putObject("auths");
		List<EntryOrigin> origins = new ArrayList<>();
		this.logins.forEach((login) -> {
			List<Snapshot.Entry> parts = login.keys()
				.stream()
				.map((key) -> EntrySource.read(key, snapshot, id))
				.toList();
			add(login, parts.stream().map((part) -> part.value().reveal()).toList(), auths, id);
			parts.forEach((part) -> origins.add(EntryOrigin.of(part)));
		});
		return List.of(new SecretEntry(NAME, SensitiveValue.of(config.toString()), origins));
	}

	private static void add(Login login, List<String> texts, ObjectNode auths, SecretId id) {
		if (auths.has(texts.get(0))) {
			throw new InvalidSecretException(id,
					"key '%s' has the same registry as a key before it".formatted(login.registry().key()),
					"Give each registry once, or correct the value in the vault.");
		}
		byte[] pair = (texts.get(1) + ":" + texts.get(2)).getBytes(StandardCharsets.UTF_8);
		auths.putObject(texts.get(0))
			.put("username", texts.get(1))
			.put("password", texts.get(2))
			.put("auth", Base64.getEncoder().encodeToString(pair));
	}

	@Override
	public List<String> names() {
		return List.of(NAME);
	}

	@Override
	public List<DeclaredKey> keys() {
		return this.logins.stream().flatMap((login) -> login.keys().stream()).toList();
	}

	@Override
	public Snapshot.@Nullable Entry recover(DeclaredKey wanted, KeyMapping mapping, StoredSecret stored) {
		StoredEntry entry = stored.find(NAME);
		List<String> texts = (entry != null) ? texts(entry.text()) : List.of();
		int place = keys().indexOf(wanted);
		return (entry != null && texts.size() == KEYS * this.logins.size())
				? stored.entry(entry.origin(place, texts.size()), mapping, SensitiveValue.of(texts.get(place))) : null;
	}

	private static List<String> texts(String config) {
		try {
			return JSON.readTree(config)
				.path("auths")
				.propertyStream()
				.flatMap((registry) -> Stream.of(registry.getKey(), text(registry.getValue(), "username"),
						text(registry.getValue(), "password")))
				.toList();
		}
		catch (JacksonException ex) {
			return List.of();
		}
	}

	private static String text(JsonNode login, String member) {
		return login.path(member).asText();
	}

	/**
	 * What logging in to a registry takes.
	 *
	 * @param registry the key of the registry's host name, such as
	 * {@code shop.azurecr.io}
	 * @param user the key of the user name
	 * @param password the key of the password
	 */
	public record Login(DeclaredKey registry, DeclaredKey user, DeclaredKey password) {

		List<DeclaredKey> keys() {
			return List.of(this.registry, this.user, this.password);
		}

	}

}
