package dev.keyvault.mapping;

import java.util.List;
import java.util.Map;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.Vault;

/**
 * Imports every secret of a vault that matches. Disabled secrets and those that belong to
 * a certificate never match, nor do those whose key would change how the application runs
 * or what of it is open to others, unless a name spells them out.
 *
 * @param vault the vault
 * @param names globs of names, in which {@code *} stands for any characters and {@code ?}
 * for one, without regard to case; empty for all names
 * @param tags the tags that a secret must have, with their values
 * @param prefix what to put before each key, verbatim; no white space at its start
 * @param naming how a key is made out of a name
 */
@Internal
public record ImportRule(Vault vault, List<String> names, Map<String, String> tags, String prefix, KeyNaming naming) {

	public ImportRule {
		names = List.copyOf(names);
		tags = Map.copyOf(tags);
		checkPrefix(prefix);
	}

	static void checkPrefix(String prefix) {
		if (!prefix.equals(prefix.stripLeading())) {
			throw new IllegalArgumentException(
					"'%s' is not a prefix of keys: it starts with white space".formatted(prefix));
		}
	}

	/**
	 * Return whether a secret is to be imported.
	 * @param secret the secret
	 * @return whether it matches this rule
	 */
	public boolean matches(ObjectProperties secret) {
		return secret.attributes().enabled() && isMeant(secret) && !isExcluded(secret);
	}

	/**
	 * Return whether a secret would be imported if it were not disabled.
	 * @param secret the secret
	 * @return whether it matches this rule but for being disabled
	 */
	public boolean matchesButDisabled(ObjectProperties secret) {
		return !secret.attributes().enabled() && isMeant(secret) && !isExcluded(secret);
	}

	/**
	 * Return whether a secret would be imported if its key did not change how the
	 * application runs or what of it is open to others.
	 * @param secret the secret
	 * @return whether it matches this rule but for its key
	 */
	public boolean excludes(ObjectProperties secret) {
		return secret.attributes().enabled() && isMeant(secret) && isExcluded(secret);
	}

	private boolean isExcluded(ObjectProperties secret) {
		ObjectName name = secret.id().name();
		return RuntimeKeys.contain(this.naming.keyFor(this.prefix, name))
				&& this.names.stream().noneMatch(name.value()::equalsIgnoreCase);
	}

	private boolean isMeant(ObjectProperties secret) {
		return !secret.managed() && matchesName(secret.id().name())
				&& secret.tags().entrySet().containsAll(this.tags.entrySet());
	}

	/**
	 * Map a secret that matches. A secret that is gone by the time it is read is left
	 * out.
	 * @param secret the secret
	 * @return the mapping
	 */
	public KeyMapping map(ObjectProperties secret) {
		ObjectName name = secret.id().name();
		ObjectReference reference = new ObjectReference(true, ObjectKind.SECRET, name, new VersionSelector.Latest(),
				SecretPart.VALUE);
		return new KeyMapping(this.naming.keyFor(this.prefix, name), this.vault, reference);
	}

	private boolean matchesName(ObjectName name) {
		return this.names.isEmpty() || this.names.stream().anyMatch((glob) -> new Glob(glob).matches(name.value()));
	}

}
