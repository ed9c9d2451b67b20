package dev.keyvault.azure;

import java.util.List;

import com.azure.core.http.HttpPipeline;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import org.jspecify.annotations.Nullable;

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

	private final SecretReader secrets;

	private final RestReader rest;

	VaultReader(Vault vault, HttpPipeline pipeline) {
		this.vault = vault;
		this.secrets = new SecretReader(vault, pipeline);
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
		KeyVaultSecret secret = this.secrets.get(id, Permission.GET_SECRET, deadline);
		ObjectAttributes attributes = SecretReader.attributes(secret.getProperties());
		return new VaultObject.Secret(reported(id, secret.getId()), attributes, value(id, secret));
	}

	private VaultObject certificate(ObjectId id, Deadline deadline) {
		KeyVaultSecret secret = this.secrets.get(id, Permission.GET_CERTIFICATE_SECRET, deadline);
		ObjectAttributes attributes = SecretReader.attributes(secret.getProperties());
		return new CertificateParser(reported(id, secret.getId()), attributes)
			.parse(secret.getProperties().getContentType(), value(id, secret));
	}

	private static SensitiveValue value(ObjectId id, KeyVaultSecret secret) {
		if (secret.getValue() == null) {
			throw malformed(id);
		}
		return SensitiveValue.of(secret.getValue());
	}

	private VaultObject key(ObjectId id, Deadline deadline) {
		Json answer = this.rest.get(id, Call.reading(id, Permission.GET_KEY, deadline));
		Json key = answer.object("key");
		ObjectId reported = reported(id, key.text("kid"));
		return new VaultObject.Key(reported, enabled(id, answer), new KeyParser(reported).parse(key));
	}

	private VaultObject leaf(ObjectId id, Deadline deadline) {
		Json answer = this.rest.get(id, Call.reading(id, Permission.GET_CERTIFICATE, deadline));
		return new CertificateParser(reported(id, answer.text("id")), enabled(id, answer))
			.parseLeaf(answer.text("cer"));
	}

	private static ObjectAttributes enabled(ObjectId id, Json answer) {
		ObjectAttributes attributes = RestReader.attributes(answer);
		if (!attributes.enabled()) {
			throw new ObjectDisabledException(id, null);
		}
		return attributes;
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
				case SECRET -> this.secrets.versions(id, deadline);
				case KEY -> this.rest.versions(id, Call.listingVersions(id, Permission.LIST_KEYS, deadline));
				case CERTIFICATE ->
					this.rest.versions(id, Call.listingVersions(id, Permission.LIST_CERTIFICATES, deadline));
			};
		}
		catch (ObjectNotFoundException ex) {
			return List.of();
		}
	}

	List<ObjectProperties> list(ObjectKind kind, Deadline deadline) {
		return switch (kind) {
			case SECRET -> this.secrets.all(deadline);
			case KEY -> this.rest.list(this.vault, kind, Call.listing(this.vault, Permission.LIST_KEYS, deadline));
			case CERTIFICATE ->
				this.rest.list(this.vault, kind, Call.listing(this.vault, Permission.LIST_CERTIFICATES, deadline));
		};
	}

}
