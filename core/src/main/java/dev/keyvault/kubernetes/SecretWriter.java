package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.FieldConflictException;
import dev.keyvault.kubernetes.KubernetesException.FieldConflictException.Conflict;
import dev.keyvault.kubernetes.KubernetesException.ForeignSecretException;
import dev.keyvault.kubernetes.KubernetesException.FrozenSecretException;
import dev.keyvault.kubernetes.SecretClient.Write;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.target.Trigger;
import dev.keyvault.target.WriteResult;

/**
 * Makes one Secret what it is declared to be, if it is not. Writes nothing else.
 */
final class SecretWriter {

	private final SecretClient client;

	private final LiveSecrets live;

	private final Leadership leadership;

	private final Set<SecretId> frozen = ConcurrentHashMap.newKeySet();

	SecretWriter(SecretClient client, LiveSecrets live, Leadership leadership) {
		this.client = client;
		this.live = live;
		this.leadership = leadership;
	}

	/**
	 * Compare, and write what differs.
	 * @param declaration what to do where somebody stands in the way
	 * @param draft the Secret as it is to be
	 * @param trigger why
	 * @return what was done
	 * @throws KubernetesException if it could not be done
	 */
	WriteResult write(SecretDeclaration declaration, Secret draft, Trigger trigger) {
		Secret found = this.live.find(declaration.id());
		LiveSecret seen = (found != null) ? new LiveSecret(found) : null;
		if (seen != null && seen.isManagedByOthers()) {
			draft.getMetadata().getLabels().remove(SecretLabels.MANAGED_BY);
		}
		if (seen != null && seen.isOurs() && isSettled(seen, draft, trigger)) {
			return WriteResult.UNCHANGED;
		}
		if (!this.leadership.isLeader()) {
			return WriteResult.LEFT_TO_LEADER;
		}
		try {
			return write(declaration, draft, seen);
		}
		catch (FieldConflictException | ForeignSecretException ex) {
			if (declaration.policy().onConflict() == OnConflict.SKIP) {
				return WriteResult.SKIPPED;
			}
			throw ex;
		}
	}

	private static boolean isSettled(LiveSecret seen, Secret draft, Trigger trigger) {
		return seen.matches(draft) || (trigger == Trigger.DRIFT && seen.isFromOtherValues(draft));
	}

	private WriteResult write(SecretDeclaration declaration, Secret draft, @Nullable LiveSecret seen) {
		SecretId id = declaration.id();
		boolean forced = declaration.policy().onConflict() == OnConflict.FORCE;
		if (seen == null) {
			return create(id, draft, forced ? Write.FORCED : Write.POLITE);
		}
		if (!forced && !seen.isOurs()) {
			throw new ForeignSecretException(id, seen.managers());
		}
		LiveSecret ours = reclaim(id, draft, seen);
		if (ours.isFrozenFor(draft)) {
			return replace(declaration, draft, ours);
		}
		if (ours == seen || !ours.matches(draft)) {
			update(id, draft, ours, forced);
		}
		return WriteResult.UPDATED;
	}

	private WriteResult create(SecretId id, Secret draft, Write write) {
		boolean replaced = this.frozen.contains(id);
		if (replaced) {
			draft.setImmutable(true);
		}
		apply(id, draft, write, null);
		this.frozen.remove(id);
		return replaced ? WriteResult.REPLACED : WriteResult.CREATED;
	}

	private LiveSecret reclaim(SecretId id, Secret draft, LiveSecret seen) {
		List<ManagedFieldsEntry> managers = Restoration.find(seen.secret(), draft);
		if (managers == null) {
			return seen;
		}
		Secret ours = this.client.manage(id, seen, managers);
		this.live.wrote(id, ours);
		return new LiveSecret(ours);
	}

	private void update(SecretId id, Secret draft, LiveSecret seen, boolean forced) {
		List<Conflict> hidden = seen.hiddenConflicts(draft);
		if (!forced && !hidden.isEmpty()) {
			throw new FieldConflictException(id, hidden);
		}
		if (seen.isImmutable()) {
			draft.setImmutable(true);
		}
		if (!forced && seen.hasDriftedFrom(draft)) {
			draft.getMetadata().setResourceVersion(seen.resourceVersion());
			apply(id, draft, Write.FORCED, seen);
			return;
		}
		apply(id, draft, forced ? Write.FORCED : Write.POLITE, seen);
	}

	private WriteResult replace(SecretDeclaration declaration, Secret draft, LiveSecret seen) {
		SecretId id = declaration.id();
		if (declaration.policy().onImmutable() == OnImmutable.FAIL) {
			throw seen.hasOtherType(draft) ? FrozenSecretException.type(id, seen.secret().getType(), draft.getType())
					: FrozenSecretException.immutable(id);
		}
		if (declaration.policy().onConflict() != OnConflict.FORCE && !seen.foreignEntries().isEmpty()) {
			throw FrozenSecretException.shared(id, seen.foreignEntries());
		}
		delete(id, seen);
		draft.setImmutable(seen.isImmutable() ? true : null);
		apply(id, draft, Write.POLITE, seen);
		return WriteResult.REPLACED;
	}

	private void delete(SecretId id, LiveSecret seen) {
		if (!seen.isEnding()) {
			this.client.delete(id, seen);
		}
		if (seen.isEnding() || !seen.finalizers().isEmpty()) {
			if (seen.isImmutable()) {
				this.frozen.add(id);
			}
			throw FrozenSecretException.ending(id, seen.finalizers());
		}
	}

	private void apply(SecretId id, Secret draft, Write write, @Nullable LiveSecret seen) {
		Disclosure disclosure = Disclosure.except(draft, (seen != null) ? seen.secret() : null);
		this.live.wrote(id, this.client.apply(id, draft, write, disclosure));
	}

}
