package dev.keyvault.azure;

import java.util.List;
import java.util.Objects;

import com.azure.core.http.HttpPipeline;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.JsonObject;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.Permission;

/**
 * Reads the objects of one vault. Thread-safe.
 */
final class VaultReader {

	private final Vault vault;

	private final RestReader rest;

	VaultReader(Vault vault, HttpPipeline pipeline) {
		this.vault = vault;
		this.rest = new RestReader(pipeline);
	}

	VaultObject read(ObjectRequest request, Deadline deadline) {
		ObjectId id = request.id();
		return switch (id.kind()) {
			case SECRET -> secret(id, deadline);
			case KEY -> key(id, deadline);
			case CERTIFICATE -> (request.content() == Content.FULL) ? certificate(id, deadline) : leaf(id, deadline);
		};
	}

	private VaultObject secret(ObjectId id, Deadline deadline) {
		JsonObject answer = this.rest.get(id, VaultCall.reading(id, Permission.GET_SECRET, deadline));
		return new VaultObject.Secret(reported(id, answer.text("id")), attributes(id, answer), value(id, answer),
				certificateType(answer));
	}

	private static @Nullable String certificateType(JsonObject answer) {
		return (answer.text("kid") != null) ? Objects.requireNonNullElse(answer.text("contentType"), "") : null;
	}

	private VaultObject certificate(ObjectId id, Deadline deadline) {
		ObjectId secret = new ObjectId(this.vault, ObjectKind.SECRET, id.name(), id.version());
		JsonObject answer = this.rest.get(secret, VaultCall.reading(id, Permission.GET_CERTIFICATE_SECRET, deadline));
		return new CertificateParser(reported(id, answer.text("id")), attributes(id, answer))
			.parse(answer.text("contentType"), value(id, answer));
	}

	private static SensitiveValue value(ObjectId id, JsonObject answer) {
		String value = answer.text("value");
		if (value == null) {
			throw malformed(id);
		}
		return SensitiveValue.of(value);
	}

	private VaultObject key(ObjectId id, Deadline deadline) {
		JsonObject answer = this.rest.get(id, VaultCall.reading(id, Permission.GET_KEY, deadline));
		JsonObject key = answer.object("key");
		ObjectId reported = reported(id, key.text("kid"));
		return new VaultObject.Key(reported, enabled(id, answer), new KeyParser(reported).parse(key));
	}

	private VaultObject leaf(ObjectId id, Deadline deadline) {
		JsonObject answer = this.rest.get(id, VaultCall.reading(id, Permission.GET_CERTIFICATE, deadline));
		return new CertificateParser(reported(id, answer.text("id")), enabled(id, answer))
			.parseLeaf(answer.text("cer"));
	}

	private static ObjectAttributes enabled(ObjectId id, JsonObject answer) {
		ObjectAttributes attributes = attributes(id, answer);
		if (!attributes.enabled()) {
			throw new ObjectDisabledException(id, null);
		}
		return attributes;
	}

	private static ObjectAttributes attributes(ObjectId id, JsonObject answer) {
		Attributes attributes = new Attributes(answer.object("attributes"));
		String fault = attributes.findFault();
		if (fault != null) {
			throw new MalformedObjectException(id, "The %s has %s.".formatted(id.describe(), fault),
					"Set the attribute anew in the vault; a proxy or another service may have changed the answer.");
		}
		return attributes.read();
	}

	private static ObjectId reported(ObjectId id, @Nullable String identifier) {
		ObjectVersion version = Identifiers.findVersion(identifier);
		if (version == null) {
			throw malformed(id);
		}
		return id.at(version);
	}

	private static MalformedObjectException malformed(ObjectId id) {
		return new MalformedObjectException(id,
				"The answer of the vault for %s is incomplete.".formatted(id.describe()),
				"Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.");
	}

	List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
		try {
			return switch (id.kind()) {
				case SECRET -> this.rest.versions(id, VaultCall.listingVersions(id, Permission.LIST_SECRETS, deadline));
				case KEY -> this.rest.versions(id, VaultCall.listingVersions(id, Permission.LIST_KEYS, deadline));
				case CERTIFICATE ->
					this.rest.versions(id, VaultCall.listingVersions(id, Permission.LIST_CERTIFICATES, deadline));
			};
		}
		catch (ObjectNotFoundException ex) {
			return List.of();
		}
	}

	List<ObjectProperties> list(ObjectKind kind, Deadline deadline) {
		return switch (kind) {
			case SECRET ->
				this.rest.list(this.vault, kind, VaultCall.listing(this.vault, Permission.LIST_SECRETS, deadline));
			case KEY -> this.rest.list(this.vault, kind, VaultCall.listing(this.vault, Permission.LIST_KEYS, deadline));
			case CERTIFICATE ->
				this.rest.list(this.vault, kind, VaultCall.listing(this.vault, Permission.LIST_CERTIFICATES, deadline));
		};
	}

}
