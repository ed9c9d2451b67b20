package dev.keyvault.azure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.rest.PagedIterable;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.SecretServiceVersion;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.Permission;
import dev.keyvault.source.VaultUnreachableException;

/**
 * Reads the secrets of one vault with the client of the Azure SDK. Thread-safe.
 */
final class SecretReader {

	private final Vault vault;

	private final SecretClient client;

	SecretReader(Vault vault, HttpPipeline pipeline) {
		this.vault = vault;
		this.client = new SecretClientBuilder().vaultUrl(vault.endpoint().toString())
			.serviceVersion(SecretServiceVersion.V7_4)
			.pipeline(pipeline)
			.buildClient();
	}

	KeyVaultSecret get(ObjectId id, Permission permission, Deadline deadline) {
		Call call = Call.reading(id, permission, deadline);
		String version = (id.version() != null) ? id.version().value() : "";
		try {
			return this.client.getSecretWithResponse(id.name().value(), version, call.context()).getValue();
		}
		catch (KeyVaultException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new MalformedObjectException(id,
					"The answer of vault %s for %s cannot be read.".formatted(this.vault, call.subject()),
					"Check that 'endpoint' is the address of a vault.");
		}
	}

	List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
		Call call = Call.listingVersions(id, Permission.LIST_SECRETS, deadline);
		return list(() -> this.client.listPropertiesOfSecretVersions(id.name().value(), call.context()));
	}

	List<ObjectProperties> all(Deadline deadline) {
		Call call = Call.listing(this.vault, Permission.LIST_SECRETS, deadline);
		return list(() -> this.client.listPropertiesOfSecrets(call.context()));
	}

	private List<ObjectProperties> list(Supplier<PagedIterable<SecretProperties>> pages) {
		try {
			return pages.get().stream().map(this::properties).filter(Objects::nonNull).toList();
		}
		catch (KeyVaultException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new VaultUnreachableException(this.vault,
					"The list of secrets of vault %s cannot be read.".formatted(this.vault),
					"Check that 'endpoint' is the address of a vault.", null);
		}
	}

	private @Nullable ObjectProperties properties(SecretProperties item) {
		ObjectId id = Identifiers.find(this.vault, ObjectKind.SECRET, item.getId());
		Map<String, String> tags = (item.getTags() != null) ? item.getTags() : Map.of();
		return (id != null) ? new ObjectProperties(id, attributes(item), tags, Boolean.TRUE.equals(item.isManaged()))
				: null;
	}

	static ObjectAttributes attributes(SecretProperties item) {
		return new ObjectAttributes(!Boolean.FALSE.equals(item.isEnabled()), instant(item.getNotBefore()),
				instant(item.getExpiresOn()), instant(item.getCreatedOn()), instant(item.getUpdatedOn()));
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

}
