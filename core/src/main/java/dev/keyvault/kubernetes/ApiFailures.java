package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.FieldConflictException.Conflict;

/**
 * Says what the answers of an API server mean. Thread-safe.
 */
final class ApiFailures {

	private static final String FIELD_CONFLICT = "FieldManagerConflict";

	private final String address;

	private final RetryAfterHeader retryAfter;

	ApiFailures(String address, RetryAfterHeader retryAfter) {
		this.address = address;
		this.retryAfter = retryAfter;
	}

	/**
	 * Ask the API server.
	 * @param id the Secret that the request is about
	 * @param access what the request takes
	 * @param request the request
	 * @param <T> what it gives
	 * @return what the request gives
	 * @throws KubernetesException if the API server does not do it
	 */
	<T extends @Nullable Object> T call(SecretId id, Access access, Supplier<T> request) {
		try {
			return request.get();
		}
		catch (KubernetesClientException ex) {
			throw translate(id, access, ex);
		}
	}

	private KubernetesException translate(SecretId id, Access access, KubernetesClientException ex) {
		int code = ex.getCode();
		if (code <= 0) {
			return ApiServerUnavailableException.unreachable(this.address, ex);
		}
		if (code == 429) {
			return new ApiServerThrottledException(this.retryAfter.remaining());
		}
		return (code >= 500) ? ApiServerUnavailableException.failing(this.address, code, this.retryAfter.remaining())
				: refusal(id, access, ex);
	}

	private static KubernetesException refusal(SecretId id, Access access, KubernetesClientException ex) {
		int code = ex.getCode();
		List<StatusCause> causes = causes(ex.getStatus());
		return switch (code) {
			case 401 -> AccessRefusedException.unauthenticated();
			case 403 -> forbidden(id, access, String.valueOf(ex.getMessage()));
			case 404 -> new SecretRejectedException(id, code, "there is no such namespace, or it was just deleted",
					"Create the namespace '%s', or correct its name.".formatted(id.namespace()));
			case 409 -> conflict(id, causes);
			default -> new SecretRejectedException(id, code, fields(causes),
					"Correct the name, the type, the labels or the annotations that it is declared with.");
		};
	}

	private static KubernetesException forbidden(SecretId id, Access access, String message) {
		Access refused = access.refused(message);
		return (refused != null) ? AccessRefusedException.of(refused)
				: new SecretRejectedException(id, 403, "a quota or an admission policy forbids it",
						"Ask for that Secret with 'kubectl apply --dry-run=server' to see which one.");
	}

	private static KubernetesException conflict(SecretId id, List<StatusCause> causes) {
		List<Conflict> conflicts = causes.stream()
			.filter((cause) -> FIELD_CONFLICT.equals(cause.getReason()))
			.map((cause) -> new Conflict(cause.getField(), cause.getMessage().replaceFirst("^conflict with ", "")))
			.toList();
		return conflicts.isEmpty() ? new SecretRejectedException(id, 409, "it was changed at the same time",
				"Nothing; it is looked at again later.") : new FieldConflictException(id, conflicts);
	}

	private static List<StatusCause> causes(@Nullable Status status) {
		return Optional.ofNullable(status).map(Status::getDetails).map(StatusDetails::getCauses).orElseGet(List::of);
	}

	// The text of a cause may quote what was sent, so that only metadata is told.
	private static String fields(List<StatusCause> causes) {
		String fields = causes.stream()
			.map((cause) -> isAboutMetadata(cause) ? "'%s': %s".formatted(cause.getField(), cause.getMessage())
					: "'%s'".formatted(cause.getField()))
			.collect(Collectors.joining(", "));
		return fields.isEmpty() ? "it does not say why" : fields;
	}

	private static boolean isAboutMetadata(StatusCause cause) {
		return Objects.requireNonNullElse(cause.getField(), "").startsWith("metadata");
	}

}
