package dev.keyvault.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.SecretClient.Write;
import dev.keyvault.kubernetes.SecretOutcome.Result;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;

/**
 * Makes one Secret what it is declared to be, if it is not. Writes nothing else.
 */
final class SecretWriter {

	private final SecretClient client;

	private final LiveSecrets live;

	private final Leadership leadership;

	SecretWriter(SecretClient client, LiveSecrets live, Leadership leadership) {
		this.client = client;
		this.live = live;
		this.leadership = leadership;
	}

	/**
	 * Compare, and write what differs.
	 * @param declaration what to do where somebody stands in the way
	 * @param draft the Secret as it is to be
	 * @param occasion why
	 * @return what was done
	 * @throws KubernetesException if it could not be done
	 */
	Result write(SecretDeclaration declaration, Secret draft, Occasion occasion) {
		Secret found = this.live.find(declaration.id());
		LiveSecret seen = (found != null) ? new LiveSecret(found) : null;
		if (seen != null && seen.isOurs() && isSettled(seen, draft, occasion)) {
			return Result.UNCHANGED;
		}
		if (!this.leadership.isLeader()) {
			return Result.LEFT_TO_LEADER;
		}
		try {
			return write(declaration, draft, seen);
		}
		catch (FieldConflictException | ForeignSecretException ex) {
			if (declaration.policy().onConflict() == OnConflict.SKIP) {
				return Result.SKIPPED;
			}
			throw ex;
		}
	}

	private static boolean isSettled(LiveSecret seen, Secret draft, Occasion occasion) {
		return seen.matches(draft) || (occasion == Occasion.DRIFT && seen.isFromOtherValues(draft));
	}

	private Result write(SecretDeclaration declaration, Secret draft, @Nullable LiveSecret seen) {
		SecretId id = declaration.id();
		boolean forced = declaration.policy().onConflict() == OnConflict.FORCE;
		if (seen == null) {
			apply(id, draft, forced ? Write.FORCED : Write.POLITE);
			return Result.CREATED;
		}
		if (!forced && !seen.isOurs()) {
			throw new ForeignSecretException(id, seen.managers());
		}
		if (seen.isFrozenFor(draft)) {
			return replace(declaration, draft, seen);
		}
		update(id, draft, seen, forced);
		return Result.UPDATED;
	}

	private void update(SecretId id, Secret draft, LiveSecret seen, boolean forced) {
		if (seen.isImmutable()) {
			draft.setImmutable(true);
		}
		if (!forced && seen.hasDriftedFrom(draft)) {
			draft.getMetadata().setResourceVersion(seen.resourceVersion());
			apply(id, draft, Write.FORCED);
			return;
		}
		apply(id, draft, forced ? Write.FORCED : Write.POLITE);
	}

	private Result replace(SecretDeclaration declaration, Secret draft, LiveSecret seen) {
		SecretId id = declaration.id();
		if (declaration.policy().onImmutable() == OnImmutable.FAIL) {
			throw seen.hasOtherType(draft) ? FrozenSecretException.type(id, seen.secret().getType(), draft.getType())
					: FrozenSecretException.immutable(id);
		}
		if (declaration.policy().onConflict() != OnConflict.FORCE && !seen.foreignEntries().isEmpty()) {
			throw FrozenSecretException.shared(id, seen.foreignEntries());
		}
		draft.setImmutable(seen.isImmutable() ? true : null);
		this.client.delete(id, seen);
		apply(id, draft, Write.POLITE);
		return Result.REPLACED;
	}

	private void apply(SecretId id, Secret draft, Write write) {
		this.live.wrote(id, this.client.apply(id, draft, write));
	}

}
