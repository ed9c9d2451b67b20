package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.SecretRejectedException;

/**
 * An answer with which an API server, or what it asks, does not take a Secret. Names of
 * quotas, webhooks and policies are told; their words if these quote no value.
 *
 * @param status the status code
 * @param message the words of the API server
 * @param causes what it says in detail
 * @param disclosure which of the words may be repeated
 */
record ApiRejection(int status, String message, List<StatusCause> causes, Disclosure disclosure) {

	private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]{0,251})";

	private static final Pattern QUOTA = Pattern.compile("(?:exceeded|failed|status unknown for) quota: " + NAME
			+ "((?:, (?:requested|used|limited): [-A-Za-z0-9_./=,]{1,300}(?=,|$))*)");

	private static final Pattern WEBHOOK = Pattern.compile(
			"admission webhook \"" + NAME + "\" denied the request(?: without explanation|: (.*))?", Pattern.DOTALL);

	private static final Pattern SILENT_WEBHOOK = Pattern.compile("failed calling webhook \"" + NAME + "\"");

	private static final Pattern POLICY = Pattern.compile(
			"ValidatingAdmissionPolicy '" + NAME + "' with binding '" + NAME + "' denied request(?:: (.*))?",
			Pattern.DOTALL);

	private static final Pattern PLUGIN = Pattern.compile(" is forbidden: (.*)", Pattern.DOTALL);

	static ApiRejection of(KubernetesClientException failure, Disclosure disclosure) {
		Optional<Status> status = Optional.ofNullable(failure.getStatus());
		List<StatusCause> causes = status.map(Status::getDetails).map(StatusDetails::getCauses).orElseGet(List::of);
		return new ApiRejection(failure.getCode(), status.map(Status::getMessage).orElse(""), causes, disclosure);
	}

	/**
	 * Tell what stands in the way of every caller, whatever that may do.
	 * @param id the Secret that was not taken
	 * @return the quota, webhook or policy, or the namespace that is being deleted;
	 * {@code null} if it is none of these
	 */
	@Nullable KubernetesException find(SecretId id) {
		Matcher matcher = QUOTA.matcher(this.message);
		if (isEnding()) {
			return rejected(id, "namespace '%s' is being deleted".formatted(id.namespace()),
					"Nothing, if the application goes with it; else create the namespace again once it is gone.");
		}
		if (matcher.find()) {
			return rejected(id, "quota '%s' forbids it%s".formatted(matcher.group(1), numbers(matcher.group(2))),
					"Raise the quota, or delete what is not needed any more.");
		}
		if (matcher.usePattern(SILENT_WEBHOOK).reset().find()) {
			return rejected(id, "admission webhook '%s' does not answer".formatted(matcher.group(1)),
					"Check that webhook; it is tried again later.");
		}
		return findDenial(id, matcher);
	}

	private @Nullable KubernetesException findDenial(SecretId id, Matcher matcher) {
		if (matcher.usePattern(WEBHOOK).reset().find()) {
			return denied(id, "admission webhook '%s'".formatted(matcher.group(1)), matcher.group(2));
		}
		if (matcher.usePattern(POLICY).reset().find()) {
			return denied(id,
					"ValidatingAdmissionPolicy '%s' (binding '%s')".formatted(matcher.group(1), matcher.group(2)),
					matcher.group(3));
		}
		return null;
	}

	private boolean isEnding() {
		return this.causes.stream().anyMatch((cause) -> "NamespaceTerminating".equals(cause.getReason()));
	}

	private static String numbers(String listed) {
		return listed.isEmpty() ? "" : " (%s)".formatted(listed.substring(2));
	}

	private KubernetesException denied(SecretId id, String who, @Nullable String words) {
		return rejected(id, who + " denies it" + repeated(words),
				"Declare the Secret as it is asked for there, or ask whoever runs it for an exception.");
	}

	private String repeated(@Nullable String words) {
		String repeated = this.disclosure.repeat(Objects.requireNonNullElse(words, ""));
		if (repeated == null) {
			return ", in words that may quote a value and are not repeated here";
		}
		return repeated.isEmpty() ? " and does not say why" : ": " + repeated;
	}

	/**
	 * Tell that something else in the API server forbids the Secret.
	 * @param id the Secret that was not taken
	 * @return what is known of it
	 */
	KubernetesException forbidden(SecretId id) {
		Matcher matcher = PLUGIN.matcher(this.message);
		return rejected(id,
				"an admission plugin of the API server forbids it" + repeated(matcher.find() ? matcher.group(1) : ""),
				"Ask whoever runs the cluster what is asked of Secrets.");
	}

	KubernetesException rejected(SecretId id, String problem, String action) {
		return new SecretRejectedException(id, this.status, problem, action);
	}

	/**
	 * The fields of a Secret that an API server finds fault with.
	 *
	 * @param causes what it says
	 */
	record InvalidFields(List<StatusCause> causes) {

		private static final Pattern FIELD = Pattern.compile("[A-Za-z][-\\w.\\[\\]/]{0,300}");

		InvalidFields {
			causes = causes.stream().filter((cause) -> FIELD.matcher(field(cause)).matches()).toList();
		}

		private static String field(StatusCause cause) {
			return Objects.requireNonNullElse(cause.getField(), "");
		}

		/**
		 * Name the fields. What is said about them may quote what was sent, so that it is
		 * told of metadata only.
		 * @return such as {@code 'data[tls.crt]'}
		 */
		String problem() {
			String fields = this.causes.stream()
				.map((cause) -> isAbout(cause, "metadata") ? "'%s': %s".formatted(field(cause), cause.getMessage())
						: "'%s'".formatted(field(cause)))
				.distinct()
				.collect(Collectors.joining(", "));
			return fields.isEmpty() ? "it does not say why" : fields;
		}

		String action() {
			if (this.causes.stream().anyMatch((cause) -> isAbout(cause, "data"))) {
				return "Correct the value in the vault, or the type of the Secret, which asks for content of another form; what the vault has as Base64 is decoded by '#base64' at the end of its reference.";
			}
			return "Correct the name, the type, the labels or the annotations that it is declared with.";
		}

		private static boolean isAbout(StatusCause cause, String part) {
			return field(cause).equals(part) || field(cause).startsWith(part + ".")
					|| field(cause).startsWith(part + "[");
		}

	}

}
