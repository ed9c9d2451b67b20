package dev.keyvault.manifest;

import java.util.Locale;

import dev.keyvault.manifest.SecretProviderClass.DeclaredObject;
import dev.keyvault.manifest.SecretProviderClass.Encoding;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.ObjectKind;

/**
 * Says in the words of references what an object of a manifest is.
 *
 * @param object the object
 */
record ObjectReferences(DeclaredObject object) {

	/**
	 * Return what the key of the object refers to.
	 * @return the reference, to a list of versions if the object has a history
	 */
	ObjectReference all() {
		return reference("", versions(), part());
	}

	/**
	 * Return what one file of the object has for its content.
	 * @param index the place in the history, 0 if there is none
	 * @return the reference, optional but for the newest version
	 */
	ObjectReference file(int index) {
		return reference(optional(index), version(index), part());
	}

	/**
	 * Return what an entry of a Secret of type {@code kubernetes.io/tls} has of a file.
	 * @param index the place in the history, 0 if there is none
	 * @param entry the name of the entry, such as {@code tls.crt}
	 * @return the reference, optional but for the newest version
	 */
	ObjectReference tlsEntry(int index, String entry) {
		String part = (this.object.kind() == ObjectKind.SECRET) ? "#" + entry + encoding() : part();
		return reference(optional(index), version(index), part);
	}

	private ObjectReference reference(String optional, String version, String part) {
		return ObjectReference
			.parse("%s%s/%s%s%s".formatted(optional, this.object.kind().word(), this.object.name(), version, part));
	}

	static String optional(int index) {
		return (index > 0) ? "optional:" : "";
	}

	private String version(int index) {
		return (this.object.history() > 1) ? "%s[%d]".formatted(versions(), index) : versions();
	}

	private String versions() {
		String start = (this.object.version() != null) ? this.object.version().value() : "newest";
		if (this.object.history() > 1) {
			return "@%s:%d".formatted(start, this.object.history());
		}
		return (this.object.version() != null) ? "@" + start : "";
	}

	private String part() {
		return switch (this.object.kind()) {
			case SECRET -> "#" + this.object.format().name().toLowerCase(Locale.ROOT) + encoding();
			case KEY -> "";
			case CERTIFICATE -> "#leaf";
		};
	}

	private String encoding() {
		Encoding encoding = this.object.encoding();
		return (encoding != Encoding.UTF_8) ? ":" + encoding.name().toLowerCase(Locale.ROOT) : "";
	}

}
