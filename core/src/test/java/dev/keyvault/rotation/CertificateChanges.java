package dev.keyvault.rotation;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.certificate.Pem;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.test.certificate.IssuedCertificate;

/**
 * Rotations of one key to test with.
 */
final class CertificateChanges {

	private static final NamedKey KEY = new NamedKey("app.key");

	private CertificateChanges() {
	}

	static Rotation rotation(String reference, @Nullable VaultObject before, VaultObject after) {
		return Rotation.between(snapshot(reference, before), snapshot(reference, after));
	}

	private static Snapshot snapshot(String reference, @Nullable VaultObject object) {
		Map<NamedKey, Entry> layer = new LinkedHashMap<>();
		if (object != null) {
			KeyMapping mapping = new KeyMapping(KEY, TestObjects.VAULT, ObjectReference.parse(reference));
			SensitiveValue value = mapping.reference().part().extract(object).get("");
			layer.put(KEY, new Entry(value, object, mapping));
		}
		return new Snapshot(Map.of("keyvault:", layer));
	}

	static Certificate certificate(int version, IssuedCertificate issued) {
		return certificate(version, issued.chain(), issued);
	}

	static Certificate certificate(int version, List<X509Certificate> chain, @Nullable IssuedCertificate keys) {
		SensitiveValue key = (keys != null)
				? SensitiveValue.of(Pem.encode("PRIVATE KEY", keys.privateKey().getEncoded())) : null;
		return new Certificate(TestObjects.certificateId("web").at(TestObjects.version(version)), ObjectAttributes.NONE,
				CertificateChain.of(chain), key);
	}

	static String describe(int version) {
		return "certificate 'web' version %s of vault 'payments' (https://payments-kv.vault.azure.net)"
			.formatted(TestObjects.version(version).shortened());
	}

}
