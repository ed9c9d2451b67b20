package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.ServerSideApplicable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes Secrets, one request for each call. Thread-safe.
 */
final class SecretClient {

	private final KubernetesClient client;

	private final ApiFailures failures;

	SecretClient(KubernetesApi api) {
		this.client = api.client();
		this.failures = api.failures();
	}

	@Nullable Secret find(SecretId id) {
		return this.failures.<@Nullable Secret>call(id, Access.secret("get", id), () -> resource(id).get());
	}

	/**
	 * Make the fields of a draft those of the Secret, and take away what this library has
	 * written and the draft does not have.
	 * @param id the Secret
	 * @param draft the fields; with a {@code resourceVersion} only if the Secret still
	 * has that one
	 * @param write whether a field that somebody else holds is taken over
	 * @param disclosure which words of a rejection may be repeated
	 * @return the Secret as it is then
	 */
	Secret apply(SecretId id, Secret draft, Write write, Disclosure disclosure) {
		return this.failures.call(id, Access.secret("patch", id), disclosure, () -> {
			ServerSideApplicable<Secret> request = this.client.secrets()
				.inNamespace(id.namespace())
				.resource(draft)
				.fieldManager(SecretLabels.MANAGER);
			return (write == Write.FORCED) ? request.forceConflicts().serverSideApply() : request.serverSideApply();
		});
	}

	/**
	 * Say who manages the fields of a Secret, if it still is as it was seen. Changes
	 * nothing else.
	 * @param id the Secret
	 * @param seen the Secret as it was seen
	 * @param managers the managers
	 * @return the Secret as it is then
	 */
	Secret manage(SecretId id, LiveSecret seen, List<ManagedFieldsEntry> managers) {
		String patch = Serialization
			.asJson(List.of(Map.of("op", "add", "path", "/metadata/managedFields", "value", managers),
					Map.of("op", "replace", "path", "/metadata/resourceVersion", "value", seen.resourceVersion())));
		PatchContext context = new PatchContext.Builder().withPatchType(PatchType.JSON)
			.withFieldManager(SecretLabels.MANAGER)
			.build();
		return this.failures.call(id, Access.secret("patch", id), Disclosure.except(seen.secret()),
				() -> resource(id).patch(context, patch));
	}

	/**
	 * Delete a Secret if it still is as it was seen.
	 * @param id the Secret
	 * @param seen the Secret as it was seen
	 */
	void delete(SecretId id, LiveSecret seen) {
		this.failures.call(id, Access.secret("delete", id), Disclosure.except(seen.secret()),
				() -> resource(id).lockResourceVersion(seen.resourceVersion()).delete());
	}

	List<Secret> list(String namespace, Map<String, String> labels) {
		Access access = new Access("list", Access.Resource.SECRETS, namespace, null);
		return this.failures.call(new SecretId(namespace, "any"), access,
				() -> this.client.secrets().inNamespace(namespace).withLabels(labels).list().getItems());
	}

	private Resource<Secret> resource(SecretId id) {
		return this.client.secrets().inNamespace(id.namespace()).withName(id.name());
	}

	/**
	 * How a Secret is written.
	 */
	enum Write {

		/**
		 * Fields that somebody else holds with another value are a conflict.
		 */
		POLITE,

		/**
		 * Fields that somebody else holds are taken over.
		 */
		FORCED

	}

}
