package dev.keyvault.azure;

import java.util.Objects;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.azure.http.JdkTransport;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.Permission;

/**
 * What a request to a vault is for, as the policies of the pipeline need to know it.
 *
 * @param vault the vault
 * @param id the object, or {@code null} if it is about several
 * @param subject the words for what is read, such as {@code secret 'db-password'}
 * @param permission the permission it takes
 * @param deadline when an answer is of no use any more
 */
@Internal
public record VaultCall(Vault vault, @Nullable ObjectId id, String subject, Permission permission, Deadline deadline) {

	private static final String KEY = "dev.keyvault.call";

	public static VaultCall reading(ObjectId id, Permission permission, Deadline deadline) {
		return new VaultCall(id.vault(), id, name(id), permission, deadline);
	}

	static VaultCall listingVersions(ObjectId id, Permission permission, Deadline deadline) {
		return new VaultCall(id.vault(), id.latest(), "the versions of " + name(id), permission, deadline);
	}

	static VaultCall listing(Vault vault, Permission permission, Deadline deadline) {
		return new VaultCall(vault, null, "the list of " + permission.collection(), permission, deadline);
	}

	static VaultCall of(HttpPipelineCallContext context) {
		return (VaultCall) Objects.requireNonNull(context.getContext().getData(KEY).orElse(null));
	}

	public Context context() {
		return new Context(KEY, this).addData(JdkTransport.DEADLINE, this.deadline);
	}

	private static String name(ObjectId id) {
		return "%s '%s'".formatted(id.kind().word(), id.name());
	}

}
