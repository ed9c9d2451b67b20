package dev.keyvault.kubernetes;

import java.time.Clock;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.snapshot.Snapshot;

/**
 * Turns a declaration and values into a written Secret, and whatever goes wrong into an
 * outcome.
 */
final class SecretPublisher {

	private final SecretWriter writer;

	private final String application;

	private final @Nullable Workload workload;

	private final Clock clock;

	SecretPublisher(SecretWriter writer, String application, @Nullable Workload workload, Clock clock) {
		this.writer = writer;
		this.application = application;
		this.workload = workload;
		this.clock = clock;
	}

	SecretOutcome publish(SecretDeclaration secret, Snapshot snapshot, Occasion occasion) {
		try {
			SecretManifest manifest = secret.manifest(snapshot);
			Stamp stamp = new Stamp(this.application, owner(secret), this.clock.instant());
			Secret draft = SecretDraft.of(manifest, stamp);
			return SecretOutcome.of(secret.id(), this.writer.write(secret, draft, occasion));
		}
		catch (KubernetesException ex) {
			return SecretOutcome.failed(secret.id(), ex);
		}
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
