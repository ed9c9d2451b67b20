package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.StatusCause;

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
		return field(cause).equals(part) || field(cause).startsWith(part + ".") || field(cause).startsWith(part + "[");
	}

}
