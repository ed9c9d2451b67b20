package dev.keyvault.kubernetes;

import java.util.regex.Pattern;

import dev.keyvault.Internal;
import dev.keyvault.target.Destination;

/**
 * Names one Secret in one namespace.
 *
 * @param namespace the namespace, 1 to 63 lower-case letters, digits or dashes
 * @param name the name, up to 253 lower-case letters, digits, dashes or dots
 */
@Internal
public record SecretId(String namespace, String name) implements Destination {

	private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

	private static final Pattern NAMESPACE = Pattern.compile(LABEL);

	static final Pattern NAME = Pattern.compile("(?=.{1,253}$)%1$s(\\.%1$s)*".formatted(LABEL));

	public SecretId {
		if (!NAMESPACE.matcher(namespace).matches()) {
			throw new IllegalArgumentException(
					"'%s' is not the name of a namespace: expected 1 to 63 lower-case letters, digits or dashes"
						.formatted(namespace));
		}
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"'%s' is not the name of a Secret: expected up to 253 lower-case letters, digits, dashes or dots"
						.formatted(name));
		}
	}

	/**
	 * Return the words for this Secret in a message.
	 * @return such as {@code Secret 'foo-secrets' in namespace 'shop'}
	 */
	@Override
	public String describe() {
		return "Secret '%s' in namespace '%s'".formatted(this.name, this.namespace);
	}

	/**
	 * Return namespace and name.
	 * @return such as {@code shop/foo-secrets}
	 */
	@Override
	public String toString() {
		return this.namespace + "/" + this.name;
	}

}
