package dev.keyvault.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.keyvault.certificate.KeyStrength;
import dev.keyvault.certificate.PrivateKeyPem;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.ValidityPeriod;
import dev.keyvault.object.VaultObject;

/**
 * Inspects objects that were read for what their users should know. Key Vault hands out
 * objects outside their time of validity, and so do we, with a warning.
 */
final class ObjectInspection {

	private final Instant now;

	ObjectInspection(Instant now) {
		this.now = now;
	}

	List<String> inspect(VaultObject object, KeyMapping mapping) {
		List<String> warnings = new ArrayList<>();
		String subject = "Key '%s' is in use, but the %s".formatted(mapping.key(), object.id().describe());
		String violation = ValidityPeriod.of(object.attributes()).findViolation(this.now);
		if (violation != null) {
			warnings.add("%s %s.".formatted(subject, violation));
		}
		if (object instanceof VaultObject.Certificate certificate && !certificate.chain().ordered()) {
			warnings.add(
					"%s has an incomplete chain: its %d certificates do not make one chain, so they keep the order they have in the vault."
						.formatted(subject, certificate.chain().certificates().size()));
		}
		if (object instanceof VaultObject.Certificate certificate && hasForeignKey(certificate)) {
			warnings.add("%s has a private key that does not belong to it.".formatted(subject));
		}
		KeyStrength.findWeaknesses(object).forEach((weakness) -> warnings.add("%s %s.".formatted(subject, weakness)));
		return warnings;
	}

	private static boolean hasForeignKey(VaultObject.Certificate certificate) {
		SensitiveValue privateKey = certificate.privateKey();
		return privateKey != null
				&& !PrivateKeyPem.isCounterpart(privateKey, certificate.chain().leaf().getPublicKey());
	}

}
