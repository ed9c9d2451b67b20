package dev.keyvault.kubernetes;

import java.util.Map;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.WorkloadUnknownException;
import dev.keyvault.kubernetes.SecretSettings.PodId;

/**
 * Finds what the application runs as, by the controllers of its pod: a ReplicaSet's
 * Deployment, a Job's CronJob, or whatever else controls the pod; the pod itself if
 * nothing does. Asks until it knows, then never again.
 */
final class Workload {

	private static final Map<String, Access.Resource> CONTROLLED = Map.of("ReplicaSet", Access.Resource.REPLICA_SETS,
			"Job", Access.Resource.JOBS);

	private final KubernetesApi api;

	private final PodId pod;

	private @Nullable OwnerReference found;

	Workload(KubernetesApi api, PodId pod) {
		this.api = api;
		this.pod = pod;
	}

	/**
	 * Return the owner that a Secret of this workload gets.
	 * @param id the Secret
	 * @return the reference
	 * @throws WorkloadUnknownException if there is no such pod, or it is in another
	 * namespace, where it cannot own the Secret
	 */
	synchronized OwnerReference reference(SecretId id) {
		if (!id.namespace().equals(this.pod.namespace())) {
			throw new WorkloadUnknownException(
					"%s is not in namespace '%s', where the application runs, and owners are of the same namespace"
						.formatted(id.describe(), this.pod.namespace()));
		}
		return find(id);
	}

	/**
	 * Return what tells this workload from all others in the cluster, and stays the same
	 * when it is deleted and created again.
	 * @param id a Secret that it is wanted for
	 * @return such as {@code shop/Deployment/shop-web}
	 * @throws WorkloadUnknownException if there is no such pod
	 */
	synchronized String identity(SecretId id) {
		OwnerReference workload = find(id);
		return "%s/%s/%s".formatted(this.pod.namespace(), workload.getKind(), workload.getName());
	}

	private OwnerReference find(SecretId id) {
		if (this.found == null) {
			this.found = climb(id, reference(read(id, Access.Resource.PODS, this.pod.name())));
		}
		return this.found;
	}

	private OwnerReference climb(SecretId id, OwnerReference start) {
		OwnerReference current = start;
		Optional<OwnerReference> controller = controller(id, current);
		while (controller.isPresent()) {
			current = controller.get();
			controller = controller(id, current);
		}
		return current;
	}

	private Optional<OwnerReference> controller(SecretId id, OwnerReference reference) {
		Access.Resource resource = "Pod".equals(reference.getKind()) ? Access.Resource.PODS
				: CONTROLLED.get(reference.getKind());
		if (resource == null) {
			return Optional.empty();
		}
		return read(id, resource, reference.getName()).getMetadata()
			.getOwnerReferences()
			.stream()
			.filter((owner) -> Boolean.TRUE.equals(owner.getController()))
			.findFirst()
			.map(Workload::plain);
	}

	private HasMetadata read(SecretId id, Access.Resource resource, String name) {
		Access access = new Access("get", resource, this.pod.namespace(), name);
		HasMetadata object = this.api.failures().<@Nullable HasMetadata>call(id, access, () -> get(resource, name));
		if (object == null) {
			throw new WorkloadUnknownException(
					"there is no %s '%s' in namespace '%s'".formatted(resource.word(), name, this.pod.namespace()));
		}
		return object;
	}

	private @Nullable HasMetadata get(Access.Resource resource, String name) {
		KubernetesClient client = this.api.client();
		String namespace = this.pod.namespace();
		return switch (resource) {
			case PODS -> client.pods().inNamespace(namespace).withName(name).get();
			case REPLICA_SETS -> client.apps().replicaSets().inNamespace(namespace).withName(name).get();
			case JOBS -> client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
			case SECRETS, LEASES, SECRET_PROVIDER_CLASSES ->
				throw new IllegalArgumentException("A " + resource.word() + " controls nothing");
		};
	}

	private static OwnerReference reference(HasMetadata object) {
		return reference(object.getApiVersion(), object.getKind(), object.getMetadata().getName(),
				object.getMetadata().getUid());
	}

	private static OwnerReference plain(OwnerReference owner) {
		return reference(owner.getApiVersion(), owner.getKind(), owner.getName(), owner.getUid());
	}

	private static OwnerReference reference(String apiVersion, String kind, String name, String uid) {
		return new OwnerReferenceBuilder().withApiVersion(apiVersion)
			.withKind(kind)
			.withName(name)
			.withUid(uid)
			.build();
	}

}
