package dev.keyvault.kubernetes;

import java.util.List;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.ApiRejection.InvalidFields;
import dev.keyvault.kubernetes.KubernetesException.AccessRefusedException;
import dev.keyvault.kubernetes.KubernetesException.ApiServerThrottledException;
import dev.keyvault.kubernetes.KubernetesException.ApiServerUnavailableException;
import dev.keyvault.kubernetes.KubernetesException.FieldConflictException;
import dev.keyvault.kubernetes.KubernetesException.FieldConflictException.Conflict;

/**
 * Says what the answers of an API server mean. Thread-safe.
 */
final class ApiFailures {

	private static final String FIELD_CONFLICT = "FieldManagerConflict";

	private final String address;

	private final RetryAfterHeader retryAfter;

	private final Comeback comeback;

	ApiFailures(String address, RetryAfterHeader retryAfter, Comeback comeback) {
		this.address = address;
		this.retryAfter = retryAfter;
		this.comeback = comeback;
	}

	/**
	 * Ask the API server about something that has no values.
	 * @param id the Secret that the request is about
	 * @param access what the request takes
	 * @param request the request
	 * @param <T> what it gives
	 * @return what the request gives
	 * @throws KubernetesException if the API server does not do it
	 */
	<T extends @Nullable Object> T call(SecretId id, Access access, Supplier<T> request) {
		return call(id, access, Disclosure.NOTHING, request);
	}

	/**
	 * Ask the API server.
	 * @param id the Secret that the request is about
	 * @param access what the request takes
	 * @param disclosure which words of a rejection may be repeated
	 * @param request the request
	 * @param <T> what it gives
	 * @return what the request gives
	 * @throws KubernetesException if the API server does not do it
	 */
	<T extends @Nullable Object> T call(SecretId id, Access access, Disclosure disclosure, Supplier<T> request) {
		try {
			return request.get();
		}
		catch (KubernetesClientException ex) {
			throw translate(id, access, ApiRejection.of(ex, disclosure), ex);
		}
	}

	private KubernetesException translate(SecretId id, Access access, ApiRejection rejection,
			KubernetesClientException ex) {
		KubernetesException known = rejection.find(id);
		if (known != null) {
			return known;
		}
		int code = ex.getCode();
		if (code == 429) {
			return new ApiServerThrottledException(this.retryAfter.remaining());
		}
		return (code <= 0 || code >= 500) ? outage(code, ex) : refused(id, access, rejection);
	}

	private ApiServerUnavailableException outage(int code, KubernetesClientException ex) {
		ApiServerUnavailableException outage = (code <= 0) ? ApiServerUnavailableException.unreachable(this.address, ex)
				: ApiServerUnavailableException.failing(this.address, code, this.retryAfter.remaining());
		if (outage.isOutage()) {
			this.comeback.expect();
		}
		return outage;
	}

	private static KubernetesException refused(SecretId id, Access access, ApiRejection rejection) {
		InvalidFields fields = new InvalidFields(rejection.causes());
		return switch (rejection.status()) {
			case 401 -> AccessRefusedException.unauthenticated();
			case 403 -> forbidden(id, access, rejection);
			case 404 -> rejection.rejected(id, "there is no such namespace, or it was just deleted",
					"Create the namespace '%s', or correct its name.".formatted(id.namespace()));
			case 409 -> conflict(id, rejection);
			default -> rejection.rejected(id, fields.problem(), fields.action());
		};
	}

	private static KubernetesException forbidden(SecretId id, Access access, ApiRejection rejection) {
		Access refused = access.refused(rejection.message());
		return (refused != null) ? AccessRefusedException.of(refused) : rejection.forbidden(id);
	}

	private static KubernetesException conflict(SecretId id, ApiRejection rejection) {
		List<Conflict> conflicts = rejection.causes()
			.stream()
			.filter((cause) -> FIELD_CONFLICT.equals(cause.getReason()))
			.map((cause) -> new Conflict(String.valueOf(cause.getField()),
					String.valueOf(cause.getMessage()).replaceFirst("^conflict with ", "")))
			.toList();
		return conflicts.isEmpty()
				? rejection.rejected(id, "it was changed at the same time", "Nothing; it is tried again later.")
				: new FieldConflictException(id, conflicts);
	}

}
