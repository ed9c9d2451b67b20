package dev.keyvault.kubernetes;

import java.time.Clock;
import java.util.function.Predicate;

import io.fabric8.kubernetes.api.model.OwnerReference;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.KubernetesException.WorkloadUnknownException;
import dev.keyvault.kubernetes.SecretDraft.WriteContext;
import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.Trigger;
import dev.keyvault.target.WriteResult;

/**
 * Turns a declaration and values into a written Secret.
 */
final class SecretPublisher {

	private final SecretWriter writer;

	private final @Nullable String application;

	private final @Nullable Workload workload;

	private final RemovalRight removal;

	private final Predicate<DeclaredKey> unread;

	private final Clock clock;

	SecretPublisher(SecretWriter writer, @Nullable String application, @Nullable Workload workload,
			Predicate<DeclaredKey> unread, Clock clock) {
		this.writer = writer;
		this.application = application;
		this.workload = workload;
		this.removal = new RemovalRight(application, workload);
		this.unread = unread;
		this.clock = clock;
	}

	WriteResult publish(SecretDeclaration secret, Snapshot snapshot, Trigger trigger) {
		requireRead(secret, snapshot);
		SecretManifest manifest = secret.manifest(snapshot);
		WriteContext context = new WriteContext(this.application, this.removal.find(secret), owner(secret),
				this.clock.instant());
		return this.writer.write(secret, SecretDraft.of(manifest, context), trigger);
	}

	private void requireRead(SecretDeclaration secret, Snapshot snapshot) {
		secret.sources()
			.stream()
			.flatMap((source) -> source.keys().stream())
			.filter((key) -> snapshot.find(key) == null && this.unread.test(key))
			.findFirst()
			.ifPresent((key) -> {
				throw new InvalidSecretException(secret.id(),
						"key '%s' is not known, since its vault has not answered yet".formatted(key.key()),
						"Nothing; the Secret stays as it is until then.");
			});
	}

	private @Nullable OwnerReference owner(SecretDeclaration secret) {
		if (secret.policy().owner() == Owner.NONE) {
			return null;
		}
		if (this.workload == null) {
			throw new WorkloadUnknownException("the application does not know its pod");
		}
		return this.workload.reference(secret.id());
	}

}
