package dev.keyvault.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.VaultObject;

/**
 * Looks at objects that were read for what their users should know. Key Vault hands out
 * objects outside their time of validity, and so do we, with a warning.
 */
final class ObjectInspection {

	private final Instant now;

	ObjectInspection(Instant now) {
		this.now = now;
	}

	List<String> inspect(VaultObject object, KeyMapping mapping) {
		List<String> warnings = new ArrayList<>();
		ObjectAttributes attributes = object.attributes();
		String subject = "Key '%s' is in use, but the %s".formatted(mapping.key(), object.id().describe());
		if (attributes.expires() != null && !this.now.isBefore(attributes.expires())) {
			warnings.add("%s expired at %s.".formatted(subject, attributes.expires()));
		}
		if (attributes.notBefore() != null && this.now.isBefore(attributes.notBefore())) {
			warnings.add("%s is not valid before %s.".formatted(subject, attributes.notBefore()));
		}
		if (object instanceof VaultObject.Certificate certificate && !certificate.chain().ordered()) {
			warnings.add(
					"%s has an incomplete chain: its %d certificates do not make one chain, so they keep the order they have in the vault."
						.formatted(subject, certificate.chain().certificates().size()));
		}
		return warnings;
	}

}
